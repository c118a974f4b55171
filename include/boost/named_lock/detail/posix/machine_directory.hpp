// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The folder for lock files of all users on POSIX.

#ifndef BOOST_NAMED_LOCK_DETAIL_POSIX_MACHINE_DIRECTORY_HPP
#define BOOST_NAMED_LOCK_DETAIL_POSIX_MACHINE_DIRECTORY_HPP

#include <string>
#include <system_error>

namespace boost {
namespace named_locks {
namespace detail {

/// Returns: `/tmp`. Not `/run/lock`, in which systems of today let nobody but root create files.
inline std::string machine_directory(std::error_code& ec)
{
    ec.clear();
    return "/tmp";
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_POSIX_MACHINE_DIRECTORY_HPP
