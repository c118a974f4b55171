// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Scenarios of death: of the holder, in every way, of a waiter, and right before and after holding. Part of
// test_main.cpp.

#include "commands.hpp"
#include "scenario.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace named_lock_test {

namespace {

// Each death in a new scene would start more processes than needed: the survivors stay, the holders come and go.
void the_next_one_gets_a_dead_holders_lock(scene& s)
{
    party& next = s.add();
    for (int how = 0; how != static_cast< int >(death::end_of_list); ++how)
    {
        BOOST_TEST_CONTEXT(to_string(death(how)))
        {
            process_party& holder = s.add_process();
            BOOST_REQUIRE(holder.tell(how % 2 != 0 ? "lock" : "acquire").ok());
            BOOST_REQUIRE(next.tell("try_lock").no());
            holder.die(death(how));

            BOOST_CHECK_EQUAL(next.tell("lock").text, "ok");
            BOOST_CHECK_EQUAL(next.tell("abandoned").yes(), s.can().reports_abandonment);
            BOOST_CHECK(next.tell("unlock").ok());
            // It is told once.
            BOOST_CHECK(next.tell("abandoned").no());
            BOOST_CHECK(next.tell("acquire").ok());
            BOOST_CHECK(next.tell("guard_abandoned").no());
            BOOST_CHECK(next.tell("release").ok());
        }
    }
}

void a_waiter_gets_a_dying_holders_lock(scene& s)
{
    party& waiter = s.add();
    char const* const waits[] = { "lock", "acquire" };
    for (char const* const wait : waits)
    {
        bool const by_guard = wait == waits[1];
        process_party& holder = s.add_process();
        BOOST_REQUIRE(holder.tell("lock").ok());
        waiter.start(wait);
        waiter.let_it_wait();
        holder.die(death::killed);
        BOOST_CHECK_EQUAL(waiter.finish().text, "ok");
        answer const told = waiter.tell(by_guard ? "guard_abandoned" : "abandoned");
        BOOST_CHECK_EQUAL(told.yes(), s.can().reports_abandonment);
        BOOST_CHECK(waiter.tell(by_guard ? "release" : "unlock").ok());
    }
}

void a_dead_reader_leaves_the_lock_free(scene& s)
{
    party& writer = s.add();
    process_party& reader = s.add_process();
    BOOST_REQUIRE(reader.tell("lock_shared").ok());
    BOOST_REQUIRE(writer.tell("try_lock").no());
    reader.die(death::killed);
    BOOST_CHECK_EQUAL(writer.tell("lock").text, "ok");
    // A reader changed nothing that it could have left half done.
    BOOST_CHECK(writer.tell("abandoned").no());
    BOOST_CHECK(writer.tell("unlock").ok());
}

// What is not crash safe says so, and does as it says. The scene removes what stays behind.
void a_dead_holders_lock_stays_locked(scene& s)
{
    party& next = s.add();
    process_party& holder = s.add_process();
    BOOST_REQUIRE(holder.tell("lock").ok());
    holder.die(death::killed);
    BOOST_CHECK(next.tell("try_lock").no());
    BOOST_CHECK(next.tell("try_lock").no());
}

void death_outside_of_the_lock_is_no_abandonment(scene& s)
{
    party& next = s.add();
    for (death const how : { death::killed, death::exits })
    {
        process_party& visitor = s.add_process();
        BOOST_REQUIRE(visitor.tell("lock").ok());
        BOOST_REQUIRE(visitor.tell("unlock").ok());
        visitor.die(how);
        BOOST_CHECK(next.tell("try_lock").yes());
        BOOST_CHECK(next.tell("abandoned").no());
        BOOST_CHECK(next.tell("unlock").ok());
    }
}

void a_handle_destroyed_while_held_releases(scene& s)
{
    party& a = s.add();
    party& b = s.add();
    BOOST_REQUIRE(a.tell("lock").ok());
    BOOST_REQUIRE(b.tell("try_lock").no());
    BOOST_CHECK(a.tell("close").ok());
    BOOST_CHECK_EQUAL(b.tell("lock").text, "ok");
    BOOST_CHECK(b.tell("unlock").ok());
}

void the_death_of_a_waiter_harms_nobody(scene& s)
{
    party& holder = s.add();
    party& other = s.add();
    process_party& waiter = s.add_process();
    BOOST_REQUIRE(holder.tell("lock").ok());
    waiter.start("lock");
    waiter.let_it_wait();
    waiter.die(death::killed);
    BOOST_CHECK(other.tell("try_lock").no());
    other.start("lock");
    other.let_it_wait();
    answer const released = holder.tell("unlock");
    answer const acquired = other.finish();
    BOOST_CHECK(released.ok());
    BOOST_CHECK(acquired.ok());
    BOOST_CHECK_GT(acquired.ended, released.begun);
    BOOST_CHECK(other.tell("abandoned").no());
    BOOST_CHECK(other.tell("unlock").ok());
}

void a_stopped_holder_keeps_the_lock(scene& s)
{
    process_party& holder = s.add_process();
    party& other = s.add();
    BOOST_REQUIRE(holder.tell("lock").ok());
    if (!holder.suspend())
        return; // Windows has no such thing.
    BOOST_CHECK(other.tell("try_lock").no());
    other.start("lock");
    other.let_it_wait();
    holder.resume();
    answer const released = holder.tell("unlock");
    answer const acquired = other.finish();
    BOOST_CHECK(released.ok());
    BOOST_CHECK(acquired.ok());
    BOOST_CHECK_GT(acquired.ended, released.begun);
    BOOST_CHECK(other.tell("unlock").ok());
}

} // namespace

void add_crash_scenarios(scenario_list& list)
{
    auto const if_crash_safe = [](abilities const& can, party_kind kind) {
        return can.crash_safe && kind == party_kind::process;
    };
    auto const if_not_crash_safe = [](abilities const& can, party_kind kind) {
        return !can.crash_safe && kind == party_kind::process;
    };
    auto const if_crash_safe_readers = [](abilities const& can, party_kind kind) {
        return can.crash_safe && can.shared && kind == party_kind::process;
    };
    // With threads the other handles keep the state alive, and with it the lock.
    list.push_back({ "the_next_one_gets_a_dead_holders_lock", the_next_one_gets_a_dead_holders_lock, if_crash_safe });
    list.push_back({ "a_waiter_gets_a_dying_holders_lock", a_waiter_gets_a_dying_holders_lock, if_crash_safe });
    list.push_back({ "a_dead_reader_leaves_the_lock_free", a_dead_reader_leaves_the_lock_free, if_crash_safe_readers });
    list.push_back({ "a_dead_holders_lock_stays_locked", a_dead_holders_lock_stays_locked, if_not_crash_safe });
    list.push_back(
        { "death_outside_of_the_lock_is_no_abandonment", death_outside_of_the_lock_is_no_abandonment, if_processes });
    list.push_back({ "a_handle_destroyed_while_held_releases", a_handle_destroyed_while_held_releases, if_crash_safe });
    list.push_back({ "the_death_of_a_waiter_harms_nobody", the_death_of_a_waiter_harms_nobody, if_crash_safe });
    list.push_back({ "a_stopped_holder_keeps_the_lock", a_stopped_holder_keeps_the_lock, if_processes });
}

} // namespace named_lock_test
