// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The conformance suite for the backend over Boost.Interprocess's named_sharable_mutex.

#include "../common/conformance.hpp"

#include <boost/named_lock/basic_named_lock.hpp>
#include <boost/named_lock/interop/interprocess_sharable.hpp>

#include <string>

namespace {

using backend = boost::named_locks::interprocess_sharable_backend;

/// A crash leaves it locked, so the library cannot remove it.
void clean_up(std::string const& user_name)
{
    boost::interprocess::named_sharable_mutex::remove((user_name + backend::native_suffix).c_str());
}

} // namespace

BOOST_NAMED_LOCK_CONFORMANCE_WITH_CLEAN_UP(
    interprocess_sharable, &clean_up, boost::named_locks::basic_named_lock< backend >)
