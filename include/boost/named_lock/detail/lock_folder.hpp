// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Checks the path of a folder that a user gave for lock files.

#ifndef BOOST_NAMED_LOCK_DETAIL_LOCK_FOLDER_HPP
#define BOOST_NAMED_LOCK_DETAIL_LOCK_FOLDER_HPP

#include <boost/named_lock/error.hpp>
#include <boost/named_lock/name_domain.hpp>

#include <filesystem>
#include <system_error>

namespace boost {
namespace named_locks {
namespace detail {

/// Returns: No error for an absolute path, of whatever does or does not exist. `named_lock_errc::invalid_directory` for
/// a relative or empty path, and for one with a NUL, at which the system would cut it off.
inline std::error_code check_lock_folder(lock_file::native_name_type const& folder)
{
    constexpr lock_file::native_name_type::value_type nul = 0;
    bool const good =
        folder.find(nul) == lock_file::native_name_type::npos && std::filesystem::path(folder).is_absolute();
    return good ? std::error_code() : make_error_code(named_lock_errc::invalid_directory);
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_LOCK_FOLDER_HPP
