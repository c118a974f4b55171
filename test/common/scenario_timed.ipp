// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Scenarios of timed locking: what it returns, never how long it took. Part of test_main.cpp.

#include "commands.hpp"
#include "scenario.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace named_lock_test {

namespace {

bool waits_long(patience p)
{
    switch (p)
    {
    case patience::longest_duration:
    case patience::longest_hours:
    case patience::infinite:
    case patience::long_duration:
    case patience::long_steady:
    case patience::long_system:
    case patience::last_steady:
    case patience::last_system:
        return true;
    default:
        return false;
    }
}

// Whatever the time is, a free lock is acquired: the time limits the waiting, and there is nothing to wait for.
void any_time_is_enough_for_a_free_lock(scene& s)
{
    party& a = s.add();
    for (int p = 0; p != static_cast< int >(patience::end_of_list); ++p)
    {
        BOOST_TEST_CONTEXT("patience " << p)
        {
            BOOST_CHECK_EQUAL(a.tell(timed("try_lock_for", patience(p))).text, "true");
            BOOST_CHECK(a.tell("unlock").ok());
            BOOST_CHECK_EQUAL(a.tell(timed("try_acquire_for", patience(p))).text, "true");
            BOOST_CHECK(a.tell("release").ok());
        }
    }
}

void no_short_time_is_enough_for_a_held_lock(scene& s)
{
    party& holder = s.add();
    party& a = s.add();
    BOOST_REQUIRE(holder.tell("lock").ok());
    for (int p = 0; p != static_cast< int >(patience::end_of_list); ++p)
    {
        if (waits_long(patience(p)))
            continue;
        BOOST_TEST_CONTEXT("patience " << p)
        {
            BOOST_CHECK_EQUAL(a.tell(timed("try_lock_for", patience(p))).text, "false");
            BOOST_CHECK_EQUAL(a.tell(timed("try_acquire_for", patience(p))).text, "false");
        }
    }
    // The failed attempts left nothing behind.
    BOOST_CHECK(holder.tell("unlock").ok());
    BOOST_CHECK(a.tell("try_lock").yes());
    BOOST_CHECK(a.tell("unlock").ok());
}

// The longest times do not overflow: the waiter is still there when the holder releases.
void a_long_wait_ends_with_the_release(scene& s)
{
    party& holder = s.add();
    party& waiter = s.add();
    for (int p = 0; p != static_cast< int >(patience::end_of_list); ++p)
    {
        if (!waits_long(patience(p)))
            continue;
        BOOST_TEST_CONTEXT("patience " << p)
        {
            bool const by_guard = p % 2 != 0;
            BOOST_REQUIRE(holder.tell("lock").ok());
            waiter.start(timed(by_guard ? "try_acquire_for" : "try_lock_for", patience(p)));
            waiter.let_it_wait();
            answer const released = holder.tell("unlock");
            answer const acquired = waiter.finish();
            BOOST_CHECK_EQUAL(acquired.text, "true");
            BOOST_CHECK_GT(acquired.ended, released.begun);
            BOOST_REQUIRE(waiter.tell(by_guard ? "release" : "unlock").ok());
        }
    }
}

// Timed waiters that give up take nobody's turn with them.
void impatient_waiters_harm_nobody(scene& s)
{
    party& holder = s.add();
    party& impatient = s.add();
    party& patient = s.add();
    for (int round = 0; round != 10; ++round)
    {
        BOOST_REQUIRE(holder.tell("lock").ok());
        patient.start("lock");
        impatient.start(timed("try_lock_for", patience::one_millisecond));
        patient.let_it_wait();
        answer const gave_up = impatient.finish();
        BOOST_CHECK(gave_up.no());
        answer const released = holder.tell("unlock");
        answer const acquired = patient.finish();
        BOOST_CHECK(acquired.ok());
        BOOST_CHECK_GT(acquired.ended, released.begun);
        BOOST_CHECK(patient.tell("unlock").ok());
    }
}

} // namespace

void add_timed_scenarios(scenario_list& list)
{
    list.push_back({ "any_time_is_enough_for_a_free_lock", any_time_is_enough_for_a_free_lock, if_timed });
    list.push_back({ "no_short_time_is_enough_for_a_held_lock", no_short_time_is_enough_for_a_held_lock, if_timed });
    list.push_back({ "a_long_wait_ends_with_the_release", a_long_wait_ends_with_the_release, if_timed });
    list.push_back({ "impatient_waiters_harm_nobody", impatient_waiters_harm_nobody, if_timed });
}

} // namespace named_lock_test
