// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The conformance suite for the robust mutex (Linux).

#include "../common/conformance.hpp"

#include <boost/named_lock/backends/robust_mutex.hpp>
#include <boost/named_lock/basic_named_lock.hpp>

BOOST_NAMED_LOCK_CONFORMANCE(
    robust_mutex, boost::named_locks::basic_named_lock< boost::named_locks::robust_mutex_backend >)
