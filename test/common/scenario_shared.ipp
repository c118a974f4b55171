// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Scenarios of shared mode. Part of test_main.cpp.

#include "commands.hpp"
#include "scenario.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace named_lock_test {

namespace {

void readers_share_and_exclude_a_writer(scene& s)
{
    party& reader = s.add();
    party& second = s.add();
    party& writer = s.add();
    BOOST_CHECK(reader.tell("lock_shared").ok());
    BOOST_CHECK(second.tell("try_lock_shared").yes());
    BOOST_CHECK(writer.tell("try_lock").no());
    BOOST_CHECK(reader.tell("unlock_shared").ok());
    BOOST_CHECK(writer.tell("try_lock").no());
    BOOST_CHECK(second.tell("unlock_shared").ok());
    BOOST_CHECK(writer.tell("try_lock").yes());
    BOOST_CHECK(reader.tell("try_lock_shared").no());
    BOOST_CHECK(second.tell("try_lock_shared").no());
    BOOST_CHECK(writer.tell("unlock").ok());
    BOOST_CHECK(reader.tell("try_lock_shared").yes());
    BOOST_CHECK(reader.tell("unlock_shared").ok());
}

void a_writer_waits_for_the_last_reader(scene& s)
{
    party& first = s.add();
    party& second = s.add();
    party& writer = s.add();
    for (int round = 0; round != 5; ++round)
    {
        BOOST_REQUIRE(first.tell("lock_shared").ok());
        BOOST_REQUIRE(second.tell("lock_shared").ok());
        writer.start("lock");
        writer.let_it_wait();
        BOOST_CHECK(first.tell("unlock_shared").ok());
        writer.let_it_wait();
        answer const released = second.tell("unlock_shared");
        answer const acquired = writer.finish();
        BOOST_CHECK(released.ok() && acquired.ok());
        BOOST_CHECK_GT(acquired.ended, released.begun);
        BOOST_CHECK(writer.tell("unlock").ok());
    }
}

void readers_wait_for_the_writer(scene& s)
{
    party& writer = s.add();
    std::vector< party* > const readers = { &s.add(), &s.add() };
    for (int round = 0; round != 5; ++round)
    {
        BOOST_REQUIRE(writer.tell("lock").ok());
        for (party* const p : readers)
        {
            p->start("lock_shared");
            p->let_it_wait();
        }
        answer const released = writer.tell("unlock");
        // Neither reader leaves before both are in: they hold it together.
        for (party* const p : readers)
        {
            answer const acquired = p->finish();
            BOOST_CHECK(acquired.ok());
            BOOST_CHECK_GT(acquired.ended, released.begun);
        }
        for (party* const p : readers)
            BOOST_CHECK(p->tell("unlock_shared").ok());
    }
}

void contention_of_readers_and_writers(scene& s)
{
    std::vector< party* > const parties = { &s.add(), &s.add(), &s.add(), &s.add() };
    for (party* const p : parties)
        p->start("contend mixed 200");
    for (party* const p : parties)
        BOOST_CHECK_EQUAL(p->finish().text, "ok");
    BOOST_CHECK_EQUAL(s.board().violations(), 0u);
    // Every fourth round of each party writes.
    BOOST_CHECK_EQUAL(s.board().entries(), 4u * 50u);
}

void unlock_shared_without_lock_is_an_error(scene& s)
{
    party& a = s.add();
    party& b = s.add();
    BOOST_CHECK(a.tell("unlock_shared").failed_with(std::errc::operation_not_permitted));
    BOOST_CHECK(b.tell("try_lock").yes());
    BOOST_CHECK(b.tell("unlock").ok());
}

void timed_shared_lock(scene& s)
{
    party& holder = s.add();
    party& waiter = s.add();
    BOOST_CHECK(holder.tell("lock_shared").ok());
    BOOST_CHECK(waiter.tell(timed("try_lock_shared_for", patience::one_millisecond)).yes());
    BOOST_CHECK(waiter.tell("unlock_shared").ok());
    BOOST_CHECK(waiter.tell(timed("try_lock_for", patience::one_millisecond)).no());
    BOOST_CHECK(holder.tell("unlock_shared").ok());

    BOOST_CHECK(holder.tell("lock").ok());
    BOOST_CHECK(waiter.tell(timed("try_lock_shared_for", patience::zero)).no());
    BOOST_CHECK(waiter.tell(timed("try_lock_shared_for", patience::hundred_milliseconds)).no());
    waiter.start(timed("try_lock_shared_for", patience::longest_duration));
    waiter.let_it_wait();
    answer const released = holder.tell("unlock");
    answer const acquired = waiter.finish();
    BOOST_CHECK(acquired.yes());
    BOOST_CHECK_GT(acquired.ended, released.begun);
    BOOST_CHECK(waiter.tell("unlock_shared").ok());
}

} // namespace

void add_shared_scenarios(scenario_list& list)
{
    auto const if_timed_shared = [](abilities const& can, party_kind) { return can.timed_shared; };
    list.push_back({ "readers_share_and_exclude_a_writer", readers_share_and_exclude_a_writer, if_shared });
    list.push_back({ "a_writer_waits_for_the_last_reader", a_writer_waits_for_the_last_reader, if_shared });
    list.push_back({ "readers_wait_for_the_writer", readers_wait_for_the_writer, if_shared });
    list.push_back({ "contention_of_readers_and_writers", contention_of_readers_and_writers, if_shared });
    list.push_back({ "unlock_shared_without_lock_is_an_error", unlock_shared_without_lock_is_an_error, if_shared });
    list.push_back({ "timed_shared_lock", timed_shared_lock, if_timed_shared });
}

} // namespace named_lock_test
