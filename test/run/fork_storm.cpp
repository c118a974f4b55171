// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Locks of flock(2) whose users fork and are killed (Linux).
//
// NAMED_LOCK_STORM_SECONDS in the environment says how long each of the three storms rages; 2 seconds without it.

#include "../common/fork_storm.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

using namespace boost::named_locks;
using named_lock_test::fork_storm;

BOOST_AUTO_TEST_SUITE(fork_storms)

BOOST_AUTO_TEST_CASE(with_link_check)
{
    fork_storm< flock_backend >("flock_backend");
}

BOOST_AUTO_TEST_CASE(with_path_check)
{
    fork_storm< basic_flock_backend< path_check > >("path_check");
}

BOOST_AUTO_TEST_CASE(with_owner_record)
{
    fork_storm< tracked_flock_backend >("tracked_flock_backend");
}

BOOST_AUTO_TEST_SUITE_END()
