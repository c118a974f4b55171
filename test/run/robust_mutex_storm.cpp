// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Robust mutexes whose users are killed, wherever they are, in the middle of a set-up or a removal too (Linux).
//
// NAMED_LOCK_STORM_SECONDS in the environment says how long each of the storms rages; 2 seconds without it.

#include "../common/fork_storm.hpp"
#include "../common/kill_storm.hpp"

#include <boost/named_lock/backends/robust_mutex.hpp>
#include <boost/named_lock/basic_named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>
#include <system_error>

using namespace boost::named_locks;
using namespace named_lock_test;

namespace {

using lock_type = basic_named_lock< robust_mutex_backend >;

} // namespace

BOOST_AUTO_TEST_SUITE(robust_mutex_storms)

BOOST_AUTO_TEST_CASE(kills)
{
    kill_storm< robust_mutex_backend >("robust_mutex_backend");
}

// Who opens the lock for each use is often alone with it, and sets it up.
BOOST_AUTO_TEST_CASE(kills_in_the_set_up)
{
    kill_storm< robust_mutex_backend >("robust_mutex_backend, set-up", 1);
}

BOOST_AUTO_TEST_CASE(forks)
{
    fork_storm< robust_mutex_backend >("robust_mutex_backend");
}

// A removal may take the report of a death with it, so none is expected.
BOOST_AUTO_TEST_CASE(kills_in_the_removal)
{
    shared_memory< ground_truth > truth;
    shared_memory< std::atomic< std::uint64_t > > removals;
    std::string const name = unique_name();
    storm_figures const figures = rage(*truth, 5, [&](std::atomic< zone >&, std::minstd_rand& random) {
        lock_type lock(name);
        for (auto rounds = random() % 8; rounds > 0; --rounds)
        {
            lock.lock();
            visit inside(*truth);
            dawdle(random);
            inside.leave();
            lock.unlock();
            std::error_code ec;
            bool const removed = random() % 4 == 0 && lock.remove(ec);
            if (ec && ec != std::errc::device_or_resource_busy)
                throw std::system_error(ec, "remove");
            *removals += removed ? 1 : 0;
        }
    });

    bool const free = in_forked_child([&](child_checks& checks) {
                          lock_type lock(name);
                          NAMED_LOCK_CHILD_CHECK(checks, lock.try_lock());
                      }) == 0;
    lock_type::remove(name);
    std::printf(
        "removal storm, robust_mutex_backend: %g s, kills %llu, entries %llu, removals %llu, violations %llu, "
        "stuck locks %d\n",
        storm_duration().count(), static_cast< unsigned long long >(figures.kills),
        static_cast< unsigned long long >(truth->entries), static_cast< unsigned long long >(*removals),
        static_cast< unsigned long long >(truth->violations), figures.stuck || !free ? 1 : 0);
    BOOST_TEST(truth->entries > 0u);
    BOOST_TEST(*removals > 0u);
    BOOST_TEST(truth->errors == 0u);
    BOOST_TEST(truth->violations == 0u);
    BOOST_TEST(!figures.stuck);
    BOOST_TEST(free);
}

BOOST_AUTO_TEST_SUITE_END()
