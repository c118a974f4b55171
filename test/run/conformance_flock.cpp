// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The conformance suite for flock(2), with each of the file checks and of the owner records.

#include "../common/conformance.hpp"

#include <boost/named_lock/backends/flock.hpp>
#include <boost/named_lock/basic_named_lock.hpp>

using namespace boost::named_locks;

BOOST_NAMED_LOCK_CONFORMANCE(flock, basic_named_lock< flock_backend >)
BOOST_NAMED_LOCK_CONFORMANCE(flock_without_check, basic_named_lock< basic_flock_backend< no_file_check > >)
BOOST_NAMED_LOCK_CONFORMANCE(flock_with_path_check, basic_named_lock< basic_flock_backend< path_check > >)
BOOST_NAMED_LOCK_CONFORMANCE(tracked_flock, basic_named_lock< tracked_flock_backend >)
