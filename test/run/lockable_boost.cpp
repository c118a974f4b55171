// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The lock utilities of Boost, each with the default lock: Boost.Thread's, with Boost.Chrono's times, and
// Boost.Interprocess's.

// Boost.Thread and Boost.Chrono are used as headers only. That is all of them but boost::condition_variable_any on Windows,
// whose waiting is compiled into Boost.Thread; elsewhere it needs that only for the interruption of threads.
#define BOOST_THREAD_DONT_PROVIDE_INTERRUPTIONS
#define BOOST_CHRONO_HEADER_ONLY
#include <boost/config.hpp>
#if !defined(BOOST_WINDOWS)
#define NAMED_LOCK_TEST_CONDITION_VARIABLE
#endif

#include "../common/another_thread.hpp"
#include "../common/environment.hpp"

#include <boost/named_lock.hpp>

#include <boost/chrono/duration.hpp>
#include <boost/chrono/system_clocks.hpp>
#include <boost/interprocess/sync/scoped_lock.hpp>
#include <boost/interprocess/sync/sharable_lock.hpp>
#include <boost/test/unit_test.hpp>
#include <boost/thread/lock_algorithms.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/reverse_lock.hpp>
#if defined(NAMED_LOCK_TEST_CONDITION_VARIABLE)
#include <boost/thread/condition_variable.hpp>
#endif

#include <string>
#include <thread>
#include <utility>

using boost::named_locks::named_lock;
using named_lock_test::on_another_thread;
using named_lock_test::unique_name;

namespace {

bool is_free(std::string const& name)
{
    return static_cast< bool >(named_lock(name).try_acquire());
}

} // namespace

BOOST_AUTO_TEST_CASE(lock_guard)
{
    named_lock lock(unique_name());
    {
        boost::lock_guard< named_lock > const guard(lock);
        BOOST_CHECK(!is_free(lock.name()));
    }
    BOOST_CHECK(is_free(lock.name()));
}

BOOST_AUTO_TEST_CASE(unique_lock)
{
    named_lock lock(unique_name());
    named_lock other(lock);
    boost::unique_lock< named_lock > held(lock);
    boost::unique_lock< named_lock > tried(other, boost::try_to_lock);
    BOOST_CHECK(held.owns_lock() && !tried.owns_lock());
    {
        boost::reverse_lock< boost::unique_lock< named_lock > > const pause(held);
        BOOST_CHECK(is_free(lock.name()));
    }
    BOOST_CHECK(!is_free(lock.name()));
    boost::unique_lock< named_lock > moved(boost::move(held));
    moved.unlock();
    BOOST_CHECK(is_free(lock.name()));
    boost::unique_lock< named_lock > deferred(lock, boost::defer_lock);
    BOOST_CHECK(is_free(lock.name()));
    deferred.lock();
    BOOST_CHECK(!is_free(lock.name()));
}

BOOST_AUTO_TEST_CASE(times_of_boost_chrono)
{
    using namespace boost::chrono;
    named_lock lock(unique_name());
    named_lock other(lock);
    {
        boost::unique_lock< named_lock > const for_a_time(lock, milliseconds(1));
        BOOST_CHECK(for_a_time.owns_lock());
        on_another_thread([&] {
            boost::unique_lock< named_lock > const too_short(other, milliseconds(1));
            BOOST_CHECK(!too_short.owns_lock());
            boost::unique_lock< named_lock > const too_late(other, steady_clock::now() + milliseconds(1));
            BOOST_CHECK(!too_late.owns_lock());
            boost::unique_lock< named_lock > const past(other, system_clock::now() - hours(1));
            BOOST_CHECK(!past.owns_lock());
            BOOST_CHECK(!other.try_acquire_for(duration< double, boost::milli >(0.5)));
            BOOST_CHECK(!other.try_acquire_until(system_clock::now() + microseconds(1)));
        });
    }
    boost::unique_lock< named_lock > until(lock, steady_clock::now() + hours(1));
    BOOST_CHECK(until.owns_lock());
    until.unlock();
    BOOST_CHECK(until.try_lock_for((nanoseconds::max)()));
}

BOOST_AUTO_TEST_CASE(lock_of_several)
{
    named_lock a(unique_name());
    named_lock b(unique_name());
    named_lock c(unique_name());
    boost::lock(a, b, c);
    BOOST_CHECK(!is_free(a.name()) && !is_free(b.name()) && !is_free(c.name()));
    b.unlock();
    named_lock other(a);
    BOOST_CHECK_EQUAL(boost::try_lock(b, other), 1);
    BOOST_CHECK(is_free(b.name()));
    a.unlock();
    c.unlock();
}

BOOST_AUTO_TEST_CASE(interprocess_scoped_lock)
{
    namespace bi = boost::interprocess;
    named_lock lock(unique_name());
    named_lock other(lock);
    bi::scoped_lock< named_lock > held(lock);
    BOOST_CHECK(held.owns());
    bi::scoped_lock< named_lock > const tried(other, bi::try_to_lock);
    BOOST_CHECK(!tried.owns());
    bi::scoped_lock< named_lock > moved(boost::move(held));
    BOOST_CHECK(moved.owns() && !held.owns());
    moved.unlock();
    BOOST_CHECK(is_free(lock.name()));
    bi::scoped_lock< named_lock > deferred(lock, bi::defer_lock);
    BOOST_CHECK(deferred.try_lock());
    BOOST_CHECK(!is_free(lock.name()));
}

namespace {

template< class Lock >
void check_shared_lock()
{
    if constexpr (boost::named_locks::has_shared_mode< typename Lock::backend_type >)
    {
        Lock lock(unique_name());
        Lock other(lock);
        {
            boost::shared_lock< Lock > const one(lock);
            boost::shared_lock< Lock > const two(other, boost::try_to_lock);
            BOOST_CHECK(one.owns_lock() && two.owns_lock());
            BOOST_CHECK(!is_free(lock.name()));
        }
        BOOST_CHECK(is_free(lock.name()));
        boost::unique_lock< Lock > const writer(lock);
        boost::shared_lock< Lock > const reader(other, boost::chrono::milliseconds(1));
        BOOST_CHECK(!reader.owns_lock());
        boost::shared_lock< Lock > const late(other, boost::chrono::steady_clock::now());
        BOOST_CHECK(!late.owns_lock());
    }
}

} // namespace

BOOST_AUTO_TEST_CASE(shared_lock)
{
    check_shared_lock< named_lock >();
}

#if defined(NAMED_LOCK_TEST_CONDITION_VARIABLE)
BOOST_AUTO_TEST_CASE(condition_variable_any)
{
    constexpr int rounds = 50;
    named_lock lock(unique_name());
    boost::condition_variable_any changed;
    int turn = 0;
    auto const play = [&](int remainder) {
        named_lock mine(lock);
        boost::unique_lock< named_lock > guard(mine);
        for (int round = 0; round != rounds; ++round)
        {
            changed.wait(guard, [&] { return turn % 2 == remainder; });
            ++turn;
            changed.notify_all();
        }
    };
    std::thread other(play, 1);
    play(0);
    other.join();
    BOOST_CHECK_EQUAL(turn, 2 * rounds);

    boost::unique_lock< named_lock > guard(lock);
    BOOST_CHECK(!changed.wait_for(guard, boost::chrono::milliseconds(1), [] { return false; }));
    BOOST_CHECK(!changed.wait_until(guard, boost::chrono::steady_clock::now(), [] { return false; }));
    BOOST_CHECK(guard.owns_lock());
    BOOST_CHECK(!is_free(lock.name()));
}
#endif
