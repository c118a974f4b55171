// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Scenarios of plain exclusive locking. Part of test_main.cpp.

#include "commands.hpp"
#include "scenario.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace named_lock_test {

namespace {

// Lets `count` parties go through the critical section, each `rounds` times, and counts what went wrong.
void check_contention(scene& s, std::string const& how, int count, int rounds)
{
    std::vector< party* > parties;
    for (int i = 0; i != count; ++i)
        parties.push_back(&s.add());
    std::string const command = "contend " + how + ' ' + std::to_string(rounds);
    for (party* const p : parties)
        p->start(command);
    for (party* const p : parties)
        BOOST_CHECK_EQUAL(p->finish().text, "ok");
    BOOST_CHECK_EQUAL(s.board().violations(), 0u);
    BOOST_CHECK_EQUAL(s.board().entries(), static_cast< std::uint64_t >(count * rounds));
}

void contention_by_lock(scene& s)
{
    check_contention(s, "lock", 3, 300);
}

void contention_by_try_lock(scene& s)
{
    check_contention(s, "try", 3, 100);
}

void contention_by_timed_lock(scene& s)
{
    check_contention(s, "timed", 3, 100);
}

void contention_by_guard(scene& s)
{
    check_contention(s, "acquire", 3, 300);
}

void try_lock_on_free_and_held(scene& s)
{
    party& a = s.add();
    party& b = s.add();
    for (int round = 0; round != 3; ++round)
    {
        BOOST_CHECK(a.tell("try_lock").yes());
        BOOST_CHECK(b.tell("try_lock").no());
        BOOST_CHECK(b.tell("try_acquire").no());
        BOOST_CHECK(a.tell("unlock").ok());
        BOOST_CHECK(b.tell("try_acquire").yes());
        BOOST_CHECK(a.tell("try_acquire").no());
        BOOST_CHECK(a.tell("try_lock").no());
        BOOST_CHECK(b.tell("release").ok());
    }
}

// Nobody's release lets a second one in, and every waiter is served.
void blocking_lock_returns_after_the_release(scene& s)
{
    party& holder = s.add();
    party& waiter = s.add();
    for (int round = 0; round != 10; ++round)
    {
        bool const by_guard = round % 2 != 0;
        BOOST_REQUIRE(holder.tell(by_guard ? "acquire" : "lock").ok());
        waiter.start(by_guard ? "lock" : "acquire");
        waiter.let_it_wait();
        answer const released = holder.tell(by_guard ? "release" : "unlock");
        answer const acquired = waiter.finish();
        BOOST_CHECK(released.ok());
        BOOST_CHECK(acquired.ok());
        BOOST_CHECK_GT(acquired.ended, released.begun);
        BOOST_CHECK(waiter.tell(by_guard ? "unlock" : "release").ok());
    }
}

void every_waiter_is_served(scene& s)
{
    party& holder = s.add();
    std::vector< party* > waiters = { &s.add(), &s.add(), &s.add() };
    BOOST_REQUIRE(holder.tell("lock").ok());
    for (party* const p : waiters)
        p->start("contend lock 1");
    for (party* const p : waiters)
        p->let_it_wait();
    BOOST_CHECK_EQUAL(s.board().entries(), 0u);
    BOOST_CHECK(holder.tell("unlock").ok());
    for (party* const p : waiters)
        BOOST_CHECK(p->finish().ok());
    BOOST_CHECK_EQUAL(s.board().entries(), 3u);
    BOOST_CHECK(holder.tell("try_lock").yes());
    BOOST_CHECK(holder.tell("unlock").ok());
}

// Two handles of different names have nothing to do with each other.
void names_are_independent(scene& s)
{
    party& a = s.add();
    party& b = s.add_stranger();
    std::string const other_name = s.name() + "-other";
    s.will_leave(other_name);
    BOOST_REQUIRE(b.tell(open(other_name)).ok());
    BOOST_CHECK(a.tell("lock").ok());
    BOOST_CHECK(b.tell("try_lock").yes());
    BOOST_CHECK(b.tell("unlock").ok());
    BOOST_CHECK(a.tell("unlock").ok());
}

void unlock_without_lock_is_an_error(scene& s)
{
    party& a = s.add();
    party& b = s.add();
    BOOST_CHECK(a.tell("unlock").failed_with(std::errc::operation_not_permitted));
    BOOST_CHECK(a.tell("lock").ok());
    BOOST_CHECK(a.tell("unlock").ok());
    BOOST_CHECK(a.tell("unlock").failed_with(std::errc::operation_not_permitted));
    // A failed release released nothing and acquired nothing.
    BOOST_CHECK(b.tell("try_lock").yes());
    BOOST_CHECK(b.tell("unlock").ok());
}

void relock_by_owning_thread_is_an_error(scene& s)
{
    party& a = s.add();
    party& b = s.add();
    BOOST_CHECK(a.tell("lock").ok());
    BOOST_CHECK(a.tell("lock").failed_with(std::errc::resource_deadlock_would_occur));
    BOOST_CHECK(a.tell("try_lock").no());
    // The failed attempts count for nothing: one unlock is enough.
    BOOST_CHECK(b.tell("try_lock").no());
    BOOST_CHECK(a.tell("unlock").ok());
    BOOST_CHECK(b.tell("try_lock").yes());
    BOOST_CHECK(b.tell("unlock").ok());
}

void an_exception_unlocks(scene& s)
{
    party& a = s.add();
    party& b = s.add();
    BOOST_CHECK(a.tell("unwind").ok());
    BOOST_CHECK(b.tell("try_lock").yes());
    BOOST_CHECK(b.tell("abandoned").no());
    BOOST_CHECK(b.tell("unlock").ok());
}

void a_handle_is_usable_again_and_again(scene& s)
{
    party& a = s.add();
    party& b = s.add();
    for (int round = 0; round != 20; ++round)
    {
        BOOST_CHECK(a.tell("lock").ok());
        BOOST_CHECK(b.tell("try_lock").no());
        BOOST_CHECK(a.tell("unlock").ok());
        BOOST_CHECK(a.tell("close").ok());
        BOOST_CHECK(b.tell("try_lock").yes());
        BOOST_CHECK(a.tell(open(s.name())).ok());
        BOOST_CHECK(a.tell("try_lock").no());
        BOOST_CHECK(b.tell("unlock").ok());
    }
}

} // namespace

void add_exclusion_scenarios(scenario_list& list)
{
    auto const if_thread_owned = [](abilities const& can, party_kind) { return can.thread_owned; };
    list.push_back({ "contention_by_lock", contention_by_lock, always });
    list.push_back({ "contention_by_try_lock", contention_by_try_lock, always });
    list.push_back({ "contention_by_timed_lock", contention_by_timed_lock, if_timed });
    list.push_back({ "contention_by_guard", contention_by_guard, always });
    list.push_back({ "try_lock_on_free_and_held", try_lock_on_free_and_held, always });
    list.push_back({ "blocking_lock_returns_after_the_release", blocking_lock_returns_after_the_release, always });
    list.push_back({ "every_waiter_is_served", every_waiter_is_served, always });
    list.push_back({ "names_are_independent", names_are_independent, always });
    list.push_back({ "unlock_without_lock_is_an_error", unlock_without_lock_is_an_error, always });
    list.push_back({ "relock_by_owning_thread_is_an_error", relock_by_owning_thread_is_an_error, if_thread_owned });
    list.push_back({ "an_exception_unlocks", an_exception_unlocks, always });
    list.push_back({ "a_handle_is_usable_again_and_again", a_handle_is_usable_again_and_again, always });
}

} // namespace named_lock_test
