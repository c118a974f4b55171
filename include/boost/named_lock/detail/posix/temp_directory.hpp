// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The temporary directory on POSIX: what TMPDIR says, else /tmp.

#ifndef BOOST_NAMED_LOCK_DETAIL_POSIX_TEMP_DIRECTORY_HPP
#define BOOST_NAMED_LOCK_DETAIL_POSIX_TEMP_DIRECTORY_HPP

#include <boost/named_lock/error.hpp>

#include <filesystem>
#include <system_error>

#include <stdlib.h>

namespace boost {
namespace named_locks {
namespace detail {

/// Returns: The value of the environment variable `TMPDIR`, or `/tmp` if it is not set. Sets `ec` to
/// `named_lock_errc::invalid_directory` if it is empty or a relative path.
///
/// Notes: `std::filesystem::temp_directory_path` is not used: it also looks at TMP, TEMP and TEMPDIR, where ipc-lock
/// and the shell do not, and programs that disagree on the folder do not exclude each other. Whether the folder exists
/// is found when a lock file is opened in it.
inline std::filesystem::path::string_type temp_directory(std::error_code& ec)
{
    ec.clear();
    char const* const value = ::getenv("TMPDIR");
    if (value == nullptr)
        return "/tmp";
    if (value[0] != '/')
    {
        ec = named_lock_errc::invalid_directory;
        return std::filesystem::path::string_type();
    }
    return value;
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_POSIX_TEMP_DIRECTORY_HPP
