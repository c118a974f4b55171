// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Locks of flock(2) whose users are killed, wherever they are (POSIX).
//
// NAMED_LOCK_STORM_SECONDS in the environment says how long each of the three storms rages; 2 seconds without it.

#include "../common/kill_storm.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

using namespace boost::named_locks;
using named_lock_test::kill_storm;

BOOST_AUTO_TEST_SUITE(kill_storms)

BOOST_AUTO_TEST_CASE(with_link_check)
{
    kill_storm< flock_backend >("flock_backend");
}

BOOST_AUTO_TEST_CASE(with_path_check)
{
    kill_storm< basic_flock_backend< path_check > >("path_check");
}

BOOST_AUTO_TEST_CASE(with_owner_record)
{
    kill_storm< tracked_flock_backend >("tracked_flock_backend");
}

BOOST_AUTO_TEST_SUITE_END()
