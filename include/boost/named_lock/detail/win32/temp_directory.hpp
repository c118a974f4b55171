// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The temporary directory on Windows: what GetTempPathW says.

#ifndef BOOST_NAMED_LOCK_DETAIL_WIN32_TEMP_DIRECTORY_HPP
#define BOOST_NAMED_LOCK_DETAIL_WIN32_TEMP_DIRECTORY_HPP

#include <boost/named_lock/error.hpp>

#include <filesystem>
#include <system_error>

namespace boost {
namespace named_locks {
namespace detail {

/// Returns: The user's temporary directory. Sets `ec` to the operating system's error if there is no such folder, and
/// to `named_lock_errc::invalid_directory` if its path is a relative one: GetTempPathW hands on what TMP or TEMP say.
inline std::filesystem::path::string_type temp_directory(std::error_code& ec)
{
    std::filesystem::path const folder = std::filesystem::temp_directory_path(ec);
    if (!ec && !folder.is_absolute())
        ec = named_lock_errc::invalid_directory;
    return ec ? std::filesystem::path::string_type() : folder.native();
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_WIN32_TEMP_DIRECTORY_HPP
