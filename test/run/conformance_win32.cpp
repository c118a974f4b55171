// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The conformance suite for the default backend on Windows. For Windows only.

#include "../common/conformance.hpp"

#include <boost/named_lock/backends/win32_mutex.hpp>
#include <boost/named_lock/basic_named_lock.hpp>

BOOST_NAMED_LOCK_CONFORMANCE(
    win32_mutex, boost::named_locks::basic_named_lock< boost::named_locks::win32_mutex_backend >)
