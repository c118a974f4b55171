// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Processes use one lock, and one of them is killed every 0 to 400 us, wherever it is (POSIX).

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_KILL_STORM_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_KILL_STORM_HPP

#include "environment.hpp"
#include "forked.hpp"
#include "ground_truth.hpp"
#include "shared_memory.hpp"
#include "storm.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>
#include <system_error>

namespace named_lock_test {

/// Four processes open a lock, use it `rounds` times and close it, again and again. Nobody is ever
/// inside beside another one, the lock is never stuck, and one that can tells of exactly the deaths inside.
template< class Backend >
void kill_storm(char const* title, int rounds = 16)
{
    using lock_type = boost::named_locks::basic_named_lock< Backend >;

    shared_memory< ground_truth > truth;
    std::string const name = unique_name();
    storm_figures const figures = rage(*truth, 4, [&](std::atomic< zone >& where, std::minstd_rand& random) {
        lock_type lock(name);
        // Not for ever: opening and closing shall be hit too.
        for (int round = 0; round < rounds; ++round)
        {
            where = zone::coming;
            lock.lock();
            bool const abandoned = lock.abandoned();
            visit inside(*truth);
            where = zone::inside;
            if (lock_type::backend_type::reports_abandonment)
                inside.told(abandoned);
            dawdle(random);
            where = zone::leaving;
            inside.leave();
            lock.unlock();
            where = zone::outside;
        }
    });

    // All are dead, so whoever comes now must not wait.
    bool const free = in_forked_child([&](child_checks& checks) {
                          lock_type lock(name);
                          NAMED_LOCK_CHILD_CHECK(checks, lock.try_lock());
                      }) == 0;
    std::error_code ignored;
    lock_type::remove(name, ignored);
    std::uint64_t const false_abandonments = count_false_abandonments(*truth, figures.unclear_deaths);
    std::printf(
        "kill storm, %s: %g s, kills %llu, deaths inside %llu, entries %llu, violations %llu, "
        "missed abandonments %llu, false abandonments %llu, stuck locks %d\n",
        title, storm_duration().count(), static_cast< unsigned long long >(figures.kills),
        static_cast< unsigned long long >(truth->deaths_inside), static_cast< unsigned long long >(truth->entries),
        static_cast< unsigned long long >(truth->violations), static_cast< unsigned long long >(truth->missed),
        static_cast< unsigned long long >(false_abandonments), figures.stuck || !free ? 1 : 0);
    BOOST_TEST(truth->entries > 0u);
    BOOST_TEST(truth->deaths_inside > 0u);
    BOOST_TEST(truth->errors == 0u);
    BOOST_TEST(truth->violations == 0u);
    BOOST_TEST(truth->missed == 0u);
    BOOST_TEST(false_abandonments == 0u);
    BOOST_TEST(!figures.stuck);
    BOOST_TEST(free);
}

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_KILL_STORM_HPP
