// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Calls flock(2).

#ifndef BOOST_NAMED_LOCK_DETAIL_POSIX_FLOCK_CALL_HPP
#define BOOST_NAMED_LOCK_DETAIL_POSIX_FLOCK_CALL_HPP

#include <boost/config.hpp>

#include <cerrno>

#include <sys/file.h>

namespace boost {
namespace named_locks {
namespace detail {

/// Calls `flock` until no signal interrupts it. Returns: 0, or the error.
inline int call_flock(int fd, int operation) noexcept
{
    while (BOOST_UNLIKELY(::flock(fd, operation) != 0))
    {
        if (errno != EINTR)
            return errno;
    }
    return 0;
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_POSIX_FLOCK_CALL_HPP
