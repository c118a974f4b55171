// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Many threads and processes in one queue, and two locks in opposite orders (POSIX): no wake-up is lost and nobody
// waits for ever. A lost one is a hang, which the test's time limit ends.

#include "../common/environment.hpp"
#include "../common/forked.hpp"
#include "../common/ground_truth.hpp"
#include "../common/shared_memory.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

using namespace boost::named_locks;
using namespace named_lock_test;

namespace {

auto const no_hang = boost::unit_test::timeout(120);

struct shared
{
    ground_truth truth;
    /// How many have come to the start.
    std::atomic< int > here;
    /// Increased under the lock, without the help of an atomic operation.
    std::uint64_t volatile count;
};

struct fixture
{
    void wait_for_all(int parties)
    {
        ++state->here;
        while (state->here < parties)
            std::this_thread::yield();
    }

    template< class Lock >
    void enter(Lock& lock, int round)
    {
        std::lock_guard< Lock > const guard(lock);
        visit inside(state->truth);
        std::uint64_t const seen = state->count;
        // Now and then the others come to wait.
        if (round % 16 == 0)
            std::this_thread::yield();
        state->count = seen + 1;
        inside.leave();
    }

    void check(std::uint64_t entries)
    {
        BOOST_TEST(state->truth.violations == 0u);
        BOOST_TEST(state->truth.deaths_inside == 0u);
        BOOST_TEST(state->truth.entries == entries);
        BOOST_TEST(state->count == entries);
    }

    std::string name = unique_name();
    shared_memory< shared > state;
};

template< class Lock >
void run_threads(fixture& here, int threads, int rounds, int all)
{
    std::vector< std::thread > running;
    for (int i = 0; i < threads; ++i)
        running.emplace_back([&here, rounds, all] {
            Lock lock(here.name);
            here.wait_for_all(all);
            for (int round = 0; round < rounds; ++round)
                here.enter(lock, round);
        });
    for (std::thread& thread : running)
        thread.join();
}

template< class Lock >
void run_processes(fixture& here, int processes, int threads, int rounds)
{
    std::vector< std::unique_ptr< forked_child > > running;
    for (int i = 0; i < processes; ++i)
        running.push_back(std::make_unique< forked_child >(
            [&](child_checks&) { run_threads< Lock >(here, threads, rounds, processes * threads); }));
    for (auto& child : running)
        BOOST_TEST(child->wait() == 0);
}

using tracked_lock = basic_named_lock< tracked_flock_backend >;

} // namespace

BOOST_FIXTURE_TEST_SUITE(handover_chain, fixture, *no_hang)

BOOST_AUTO_TEST_CASE(threads)
{
    run_threads< named_lock >(*this, 32, 1000, 32);
    check(32u * 1000u);
}

BOOST_AUTO_TEST_CASE(processes)
{
    run_processes< named_lock >(*this, 8, 1, 1000);
    check(8u * 1000u);
}

BOOST_AUTO_TEST_CASE(threads_of_processes)
{
    run_processes< named_lock >(*this, 4, 4, 500);
    check(16u * 500u);
}

BOOST_AUTO_TEST_CASE(threads_of_processes_with_owner_record)
{
    run_processes< tracked_lock >(*this, 4, 4, 500);
    check(16u * 500u);
}

// std::scoped_lock gives back what it has before it waits for the other one, whichever process is in its way.
BOOST_AUTO_TEST_CASE(opposite_orders)
{
    constexpr int rounds = 50000;
    std::string const other = unique_name();
    auto const work = [&](std::string const& first_name, std::string const& second_name) {
        named_lock first(first_name);
        named_lock second(second_name);
        wait_for_all(2);
        for (int round = 0; round < rounds; ++round)
        {
            std::scoped_lock< named_lock, named_lock > const guard(first, second);
            visit inside(state->truth);
            state->count = state->count + 1;
            inside.leave();
        }
    };
    forked_child one([&](child_checks&) { work(name, other); });
    forked_child two([&](child_checks&) { work(other, name); });
    BOOST_TEST(one.wait() == 0);
    BOOST_TEST(two.wait() == 0);
    check(2u * rounds);
}

BOOST_AUTO_TEST_SUITE_END()
