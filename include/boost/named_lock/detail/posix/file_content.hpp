// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Reads and writes the beginning of a file.

#ifndef BOOST_NAMED_LOCK_DETAIL_POSIX_FILE_CONTENT_HPP
#define BOOST_NAMED_LOCK_DETAIL_POSIX_FILE_CONTENT_HPP

#include <boost/named_lock/detail/posix/cancellation.hpp>
#include <boost/named_lock/outcome.hpp>

#include <cerrno>
#include <cstddef>

#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

namespace boost {
namespace named_locks {
namespace detail {

/// Makes sure that there is room for the first `size` bytes. Returns: 0, or the error.
inline int allocate_at_begin(int fd, std::size_t size) noexcept
{
    no_cancellation const uncancelled;
    int error;
    do
        error = ::posix_fallocate(fd, 0, static_cast< ::off_t >(size));
    while (error == EINTR);
    return error;
}

/// Returns: How many bytes were read; -1 if none could be, and `errno` is set.
inline ::ssize_t read_at_begin(int fd, void* data, std::size_t size) noexcept
{
    no_cancellation const uncancelled;
    ::ssize_t length;
    do
        length = ::pread(fd, data, size, 0);
    while (length < 0 && errno == EINTR);
    return length;
}

/// A write to a regular file is not split by a signal, only by a disk that is full.
inline outcome write_at_begin(int fd, void const* data, std::size_t size) noexcept
{
    no_cancellation const uncancelled;
    ::ssize_t length;
    do
        length = ::pwrite(fd, data, size, 0);
    while (length < 0 && errno == EINTR);
    if (length < 0)
        return outcome::system_failure(errno, "pwrite");
    return static_cast< std::size_t >(length) == size ? outcome() : outcome::system_failure(ENOSPC, "pwrite");
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_POSIX_FILE_CONTENT_HPP
