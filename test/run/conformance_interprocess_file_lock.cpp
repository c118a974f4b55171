// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The conformance suite for the backend over Boost.Interprocess's file_lock.

#include "../common/conformance.hpp"

#include <boost/named_lock/basic_named_lock.hpp>
#include <boost/named_lock/interop/interprocess_file_lock.hpp>

#include <filesystem>
#include <string>
#include <system_error>

namespace {

using backend = boost::named_locks::interprocess_file_lock_backend;

/// The library does not remove it while the process may use it.
void clean_up(std::string const& user_name)
{
    std::error_code ec;
    std::filesystem::path const path = boost::named_locks::temp_directory_naming().native_name(
        boost::named_locks::lock_file(), user_name, backend::native_suffix, ec);
    if (!ec)
        std::filesystem::remove(path, ec);
}

} // namespace

BOOST_NAMED_LOCK_CONFORMANCE_WITH_CLEAN_UP(
    interprocess_file_lock, &clean_up, boost::named_locks::basic_named_lock< backend >)
