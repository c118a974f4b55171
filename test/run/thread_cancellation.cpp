// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// pthread_cancel and signals that arrive while a thread waits for a lock (POSIX): no member of a lock is a cancellation
// point, and no signal is an error.

#include "../common/environment.hpp"
#include "../common/forked.hpp"
#include "../common/process_mark.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <string>
#include <system_error>
#include <thread>

#include <pthread.h>
#include <signal.h>
#include <sys/time.h>

using namespace boost::named_locks;
using namespace named_lock_test;
using namespace std::chrono_literals;

namespace {

auto const no_hang = boost::unit_test::timeout(60);

/// A thread that is cancelled before it does what is to be tested, so that the first cancellation point there would end it.
class cancelled_thread
{
public:
    explicit cancelled_thread(void (*body)(std::string const&), std::string name) : m_body(body), m_name(std::move(name))
    {
        ::pthread_create(&m_thread, nullptr, &run, this);
        // Pending before the body begins: the thread waits for this.
        ::pthread_cancel(m_thread);
        m_cancelled = true;
    }

    /// Returns: Whether the body came to its end, and the thread was cancelled at the first point after it.
    bool join()
    {
        void* result = nullptr;
        ::pthread_join(m_thread, &result);
        return m_finished && result == PTHREAD_CANCELED;
    }

private:
    static void* run(void* self)
    {
        cancelled_thread& thread = *static_cast< cancelled_thread* >(self);
        while (!thread.m_cancelled)
            ::sched_yield();
        thread.m_body(thread.m_name);
        thread.m_finished = true;
        ::pthread_testcancel();
        return nullptr;
    }

    void (*m_body)(std::string const&);
    std::string m_name;
    std::atomic< bool > m_cancelled{ false };
    std::atomic< bool > m_finished{ false };
    ::pthread_t m_thread;
};

template< class Lock >
void use_everything(std::string const& name)
{
    std::error_code ec;
    Lock lock(name);
    lock.lock();
    Lock other(name);
    other.try_lock();
    other.try_lock_for(2ms);
    other.try_lock_shared_for(2ms);
    lock.owner();
    lock.unlock();
    other.lock_shared();
    other.unlock_shared();
    // The lock file goes, and is made anew.
    Lock::remove(name, ec);
    lock.lock();
    lock.unlock();
    Lock::remove(name, ec);
}

void wait_for_the_lock(std::string const& name)
{
    named_lock lock(name);
    lock.lock();
    lock.unlock();
}

void wait_for_shared_mode(std::string const& name)
{
    named_lock lock(name);
    lock.lock_shared();
    lock.unlock_shared();
}

/// Signals this process a thousand times a second, without SA_RESTART.
class signal_storm
{
public:
    signal_storm()
    {
        struct ::sigaction action = {};
        action.sa_handler = [](int) { ++signals; };
        ::sigaction(SIGALRM, &action, &m_action);
        ::itimerval const interval = { { 0, 1000 }, { 0, 1000 } };
        ::setitimer(ITIMER_REAL, &interval, &m_timer);
    }
    ~signal_storm()
    {
        ::setitimer(ITIMER_REAL, &m_timer, nullptr);
        ::sigaction(SIGALRM, &m_action, nullptr);
    }

    static inline std::atomic< int > signals{ 0 };

private:
    struct ::sigaction m_action;
    ::itimerval m_timer;
};

/// A child process that holds the lock until the storm has raged for `signals` signals.
template< class Wait >
void wait_in_storm(std::string const& name, Wait wait)
{
    constexpr int enough = 300;
    process_mark holds, release;
    forked_child holder([&](child_checks&) {
        named_lock lock(name);
        lock.lock();
        holds.set();
        release.wait();
    });
    holds.wait();
    signal_storm const storm;
    int const before = storm.signals;
    std::thread releaser([&] {
        while (storm.signals < before + enough)
            std::this_thread::yield();
        release.set();
    });
    wait();
    BOOST_TEST(storm.signals >= before + enough);
    releaser.join();
    BOOST_TEST(holder.wait() == 0);
}

} // namespace

BOOST_AUTO_TEST_SUITE(thread_cancellation, *no_hang)

BOOST_AUTO_TEST_CASE(no_member_is_a_cancellation_point)
{
    BOOST_TEST(cancelled_thread(&use_everything< named_lock >, unique_name()).join());
    BOOST_TEST(
        cancelled_thread(&use_everything< basic_named_lock< tracked_flock_backend > >, unique_name()).join());
    BOOST_TEST(
        cancelled_thread(&use_everything< basic_named_lock< basic_flock_backend< path_check > > >, unique_name()).join());
}

// The waiter is cancelled before it waits: behind the gate for a thread of this process, and in flock for another process.
BOOST_AUTO_TEST_CASE(a_cancelled_waiter_goes_on_waiting)
{
    for (auto body : { &wait_for_the_lock, &wait_for_shared_mode })
    {
        std::string const name = unique_name();
        {
            named_lock lock(name);
            lock.lock();
            cancelled_thread waiter(body, name);
            std::this_thread::yield();
            lock.unlock();
            BOOST_TEST(waiter.join());
        }
        {
            process_mark holds, release;
            forked_child holder([&](child_checks&) {
                named_lock lock(name);
                lock.lock();
                holds.set();
                release.wait();
            });
            holds.wait();
            cancelled_thread waiter(body, name);
            release.set();
            BOOST_TEST(waiter.join());
            BOOST_TEST(holder.wait() == 0);
        }
        named_lock::remove(name);
    }
}

BOOST_AUTO_TEST_CASE(signals_do_not_disturb_a_wait)
{
    std::string const name = unique_name();
    named_lock lock(name);
    wait_in_storm(name, [&] {
        lock.lock();
        lock.unlock();
    });
    wait_in_storm(name, [&] {
        lock.lock_shared();
        lock.unlock_shared();
    });
    wait_in_storm(name, [&] {
        BOOST_TEST(lock.try_lock_for(50s));
        lock.unlock();
    });
    BOOST_TEST(lock.remove());
}

BOOST_AUTO_TEST_CASE(signals_do_not_disturb_opening_and_closing)
{
    std::string const name = unique_name();
    signal_storm const storm;
    int const before = storm.signals;
    while (storm.signals < before + 300)
    {
        basic_named_lock< tracked_flock_backend > lock(name);
        lock.lock();
        lock.unlock();
        lock.remove();
    }
}

// A deadline is kept in a storm: neither early nor lost.
BOOST_AUTO_TEST_CASE(signals_do_not_shorten_a_timed_wait)
{
    std::string const name = unique_name();
    named_lock lock(name);
    named_lock other(name);
    lock.lock();
    signal_storm const storm;
    auto const begin = std::chrono::steady_clock::now();
    BOOST_TEST(!other.try_lock_for(100ms));
    BOOST_CHECK(std::chrono::steady_clock::now() - begin >= 100ms);
    lock.unlock();
    lock.remove();
}

BOOST_AUTO_TEST_SUITE_END()
