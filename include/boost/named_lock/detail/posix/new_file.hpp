// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// On a POSIX system without files that have no name, no file comes into being with a mode that the umask forbids.

#ifndef BOOST_NAMED_LOCK_DETAIL_POSIX_NEW_FILE_HPP
#define BOOST_NAMED_LOCK_DETAIL_POSIX_NEW_FILE_HPP

#include <boost/named_lock/detail/posix/unique_fd.hpp>

#include <cerrno>

#include <sys/types.h>

namespace boost {
namespace named_locks {
namespace detail {

/// Returns: None, and `errno` is ENOTSUP. A second name (`link`) for a file that is ready would do in its place, but a
/// file with two links is what those who write into lock files take for a planted one.
inline unique_fd create_file_with_mode(char const*, ::mode_t) noexcept
{
    errno = ENOTSUP;
    return unique_fd();
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_POSIX_NEW_FILE_HPP
