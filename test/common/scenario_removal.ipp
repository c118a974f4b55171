// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Scenarios of removing a name from the system. Part of test_main.cpp.

#include "commands.hpp"
#include "hex.hpp"
#include "scenario.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace named_lock_test {

namespace {

std::string remove_name(scene& s)
{
    return "remove_name " + to_hex(s.name());
}

void removal_says_whether_there_was_one(scene& s)
{
    party& a = s.add();
    party& b = s.add_stranger();
    BOOST_CHECK_EQUAL(b.tell(remove_name(s)).text, "true");
    BOOST_CHECK_EQUAL(b.tell(remove_name(s)).text, "false");
    // A handle goes on: its next use makes the name anew.
    BOOST_CHECK(a.tell("lock").ok());
    BOOST_CHECK(a.tell("unlock").ok());
    BOOST_CHECK_EQUAL(a.tell("remove").text, "true");
    BOOST_CHECK(a.tell("close").ok());
    BOOST_CHECK_EQUAL(b.tell(remove_name(s)).text, "false");
}

void a_held_lock_is_not_removed(scene& s)
{
    auto const busy = std::errc::device_or_resource_busy;
    party& holder = s.add();
    party& other = s.add();
    BOOST_CHECK(holder.tell("lock").ok());
    BOOST_CHECK(other.tell("remove").failed_with(busy));
    BOOST_CHECK(other.tell(remove_name(s)).failed_with(busy));
    // Also when the caller himself holds it.
    BOOST_CHECK(holder.tell("remove").failed_with(busy));
    BOOST_CHECK(holder.tell(remove_name(s)).failed_with(busy));
    BOOST_CHECK(other.tell("try_lock").no());
    BOOST_CHECK(holder.tell("unlock").ok());
    BOOST_CHECK_EQUAL(other.tell("remove").text, "true");
}

void a_lock_held_by_readers_is_not_removed(scene& s)
{
    party& reader = s.add();
    party& other = s.add();
    BOOST_CHECK(reader.tell("lock_shared").ok());
    BOOST_CHECK(other.tell("remove").failed_with(std::errc::device_or_resource_busy));
    BOOST_CHECK(reader.tell("unlock_shared").ok());
    BOOST_CHECK_EQUAL(other.tell("remove").text, "true");
}

// Old handles and new ones agree on one lock after each removal, whoever comes first.
void users_agree_after_a_removal(scene& s)
{
    party& old_user = s.add();
    party& remover = s.add();
    party& new_user = s.add_stranger();
    for (int round = 0; round != 4; ++round)
    {
        BOOST_CHECK_EQUAL(remover.tell("remove").text, "true");
        BOOST_REQUIRE(new_user.tell(open(s.name())).ok());
        party& first = round % 2 != 0 ? old_user : new_user;
        party& second = round % 2 != 0 ? new_user : old_user;
        BOOST_CHECK(first.tell("try_lock").yes());
        BOOST_CHECK(second.tell("try_lock").no());
        BOOST_CHECK(remover.tell("try_lock").no());
        BOOST_CHECK(first.tell("unlock").ok());
        BOOST_CHECK(second.tell("try_lock").yes());
        BOOST_CHECK(first.tell("try_lock").no());
        BOOST_CHECK(second.tell("unlock").ok());
        BOOST_CHECK(new_user.tell("close").ok());
        // Nobody has made it anew? Then there is nothing to remove in the next round.
        BOOST_CHECK(remover.tell("lock").ok());
        BOOST_CHECK(remover.tell("unlock").ok());
    }
}

// Waiters that sleep on the old object, while it is removed and made anew, still exclude each other.
void contention_with_removals(scene& s)
{
    party* const parties[] = { &s.add(), &s.add(), &s.add() };
    char const* const commands[] = { "contend remove 100", "contend lock 200", "contend acquire 200" };
    for (int i = 0; i != 3; ++i)
        parties[i]->start(commands[i]);
    for (party* const p : parties)
        BOOST_CHECK_EQUAL(p->finish().text, "ok");
    BOOST_CHECK_EQUAL(s.board().violations(), 0u);
    BOOST_CHECK_EQUAL(s.board().entries(), 500u);
}

} // namespace

void add_removal_scenarios(scenario_list& list)
{
    auto const if_removal = [](abilities const& can, party_kind) { return can.removal; };
    auto const if_shared_removal = [](abilities const& can, party_kind) { return can.removal && can.shared; };
    list.push_back({ "removal_says_whether_there_was_one", removal_says_whether_there_was_one, if_removal });
    list.push_back({ "a_held_lock_is_not_removed", a_held_lock_is_not_removed, if_removal });
    list.push_back(
        { "a_lock_held_by_readers_is_not_removed", a_lock_held_by_readers_is_not_removed, if_shared_removal });
    list.push_back({ "users_agree_after_a_removal", users_agree_after_a_removal, if_removal });
    list.push_back({ "contention_with_removals", contention_with_removals, if_removal });
}

} // namespace named_lock_test
