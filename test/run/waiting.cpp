// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What a waiter does while it waits, and what happens to it meanwhile (Linux): it does not spin, and it may be
// stopped for longer than it would wait.

#include "../common/environment.hpp"
#include "../common/forked.hpp"
#include "../common/process_mark.hpp"
#include "../common/shared_memory.hpp"
#include "../common/system.hpp"

#include <boost/named_lock.hpp>
#include <boost/named_lock/backends/robust_mutex.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>

#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

using namespace boost::named_locks;
using namespace named_lock_test;
using namespace std::chrono_literals;

namespace {

auto const no_hang = boost::unit_test::timeout(60);

/// The time that the calling thread has had a processor.
std::chrono::microseconds processor_time()
{
    struct ::rusage usage;
    ::getrusage(RUSAGE_THREAD, &usage);
    auto const of = [](::timeval const& time) {
        return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
    };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

/// Waits in vain for a second, on a lock that this process holds or another one.
template< class Lock, class Wait >
void check_processor_time(char const* title, Lock& lock, Wait wait)
{
    auto const begin = std::chrono::steady_clock::now();
    auto const before = processor_time();
    bool const got = wait(lock);
    auto const used = processor_time() - before;
    auto const waited = std::chrono::steady_clock::now() - begin;
    std::printf(
        "%s: %lld us of a processor in a wait of %lld us\n", title, static_cast< long long >(used.count()),
        static_cast< long long >(std::chrono::duration_cast< std::chrono::microseconds >(waited).count()));
    BOOST_TEST(!got);
    BOOST_CHECK(waited >= 1s);
    // Who spins needs all of it, and on a busy machine a share of it; a waiter needs 1 or 2 in 100.
    BOOST_CHECK(used < 200ms);
}

/// A child that holds the lock until it is told to go on.
template< class Lock = named_lock >
class holder
{
public:
    explicit holder(std::string const& name) :
        m_child([&](child_checks&) {
            Lock lock(name);
            lock.lock();
            m_holds.set();
            m_release.wait();
            lock.unlock();
        })
    {
        m_holds.wait();
    }

    void release()
    {
        m_release.set();
        BOOST_TEST(m_child.wait() == 0);
    }

private:
    process_mark m_holds;
    process_mark m_release;
    forked_child m_child;
};

} // namespace

BOOST_AUTO_TEST_SUITE(waiting, *no_hang)

BOOST_AUTO_TEST_CASE(a_timed_wait_does_not_spin)
{
    std::string const name = unique_name();
    named_lock lock(name);
    {
        holder<> other(name);
        check_processor_time("timed wait for a process", lock, [](named_lock& l) { return l.try_lock_for(1s); });
        check_processor_time(
            "timed shared wait for a process", lock, [](named_lock& l) { return l.try_lock_shared_for(1s); });
        other.release();
    }
    named_lock own(name);
    own.lock();
    check_processor_time("timed wait for a thread", lock, [](named_lock& l) { return l.try_lock_for(1s); });
    check_processor_time(
        "timed shared wait for a thread", lock, [](named_lock& l) { return l.try_lock_shared_for(1s); });
    own.unlock();
}

BOOST_AUTO_TEST_CASE(a_wait_for_a_robust_mutex_does_not_spin)
{
    using lock_type = basic_named_lock< robust_mutex_backend >;
    std::string const name = unique_name();
    lock_type lock(name);
    holder< lock_type > other(name);
    check_processor_time("timed wait for a robust mutex", lock, [](lock_type& l) { return l.try_lock_for(1s); });
    // The clock that may be set is asked again and again.
    check_processor_time("timed wait for a robust mutex, by the system's clock", lock, [](lock_type& l) {
        return l.try_lock_until(std::chrono::system_clock::now() + 1s + 1ms);
    });
    other.release();
    BOOST_TEST(lock.remove());
}

// A process that is stopped until its deadline is long over has not got the lock in its sleep, when it goes on.
BOOST_AUTO_TEST_CASE(a_wait_that_is_slept_through_has_failed)
{
    struct shared
    {
        std::atomic< bool > tries;
        std::atomic< bool > over;
    };
    std::string const name = unique_name();
    shared_memory< shared > state;
    constexpr auto patience = 300ms;
    holder<> other(name);
    forked_child waiter([&](child_checks& checks) {
        named_lock lock(name);
        auto const deadline = std::chrono::steady_clock::now() + patience;
        state->tries = true;
        NAMED_LOCK_CHILD_CHECK(checks, !lock.try_lock_until(deadline));
        state->over = true;
        NAMED_LOCK_CHILD_CHECK(checks, std::chrono::steady_clock::now() >= deadline);
        // It can wait again.
        NAMED_LOCK_CHILD_CHECK(checks, !lock.try_lock_for(1ms));
    });
    while (!state->tries)
        std::this_thread::yield();
    BOOST_TEST(suspend_process(waiter.id()));
    BOOST_WARN_MESSAGE(!state->over, "it was stopped too late to tell");
    // Not for the waiter, which is stopped, but for its deadline.
    std::this_thread::sleep_for(2 * patience);
    BOOST_TEST(resume_process(waiter.id()));
    BOOST_TEST(waiter.wait() == 0);
    other.release();
}

// A waiter without a deadline is stopped while the lock becomes free, and gets it when it goes on.
BOOST_AUTO_TEST_CASE(a_stopped_waiter_gets_the_lock_later)
{
    std::string const name = unique_name();
    process_mark tries;
    holder<> other(name);
    forked_child waiter([&](child_checks&) {
        named_lock lock(name);
        tries.set();
        lock.lock();
        lock.unlock();
    });
    tries.wait();
    BOOST_TEST(suspend_process(waiter.id()));
    other.release();
    BOOST_TEST(resume_process(waiter.id()));
    BOOST_TEST(waiter.wait() == 0);
    BOOST_TEST(named_lock(name).try_lock());
}

BOOST_AUTO_TEST_SUITE_END()
