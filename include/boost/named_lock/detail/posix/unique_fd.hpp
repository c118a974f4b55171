// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Owns a file descriptor, and opens one that no other program inherits and that nothing planted can block.

#ifndef BOOST_NAMED_LOCK_DETAIL_POSIX_UNIQUE_FD_HPP
#define BOOST_NAMED_LOCK_DETAIL_POSIX_UNIQUE_FD_HPP

#include <boost/named_lock/detail/posix/cancellation.hpp>

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

namespace boost {
namespace named_locks {
namespace detail {

/// Owns a file descriptor.
class unique_fd
{
public:
    unique_fd() noexcept = default;
    explicit unique_fd(int fd) noexcept : m_fd(fd) {}
    unique_fd(unique_fd&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    unique_fd& operator=(unique_fd&& other) noexcept
    {
        if (this != &other)
        {
            reset();
            m_fd = std::exchange(other.m_fd, -1);
        }
        return *this;
    }
    ~unique_fd() { reset(); }

    int get() const noexcept { return m_fd; }
    explicit operator bool() const noexcept { return m_fd >= 0; }

    /// The descriptor is nobody's from now on.
    int release() noexcept { return std::exchange(m_fd, -1); }

    void reset() noexcept
    {
        if (m_fd < 0)
            return;
        no_cancellation const uncancelled;
        // Not repeated after EINTR: Linux has closed the descriptor by then, and another thread may have its number.
        ::close(std::exchange(m_fd, -1));
    }

private:
    int m_fd = -1;
};

/// Opens `path` without following a link at its end, and without waiting for a FIFO's other end or for a device.
/// Returns: The descriptor, or none, and `errno` is set.
inline unique_fd open_without_waiting(char const* path, int flags, ::mode_t mode = 0) noexcept
{
    int fd;
    do
        fd = ::open(path, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, mode);
    while (fd < 0 && errno == EINTR);
    if (fd < 0 || fd > 2)
        return unique_fd(fd);
    // A program that was started with a standard stream closed would write its messages into the lock file.
    unique_fd const low(fd);
    fd = ::fcntl(fd, F_DUPFD_CLOEXEC, 3);
    int const error = errno;
    unique_fd result(fd);
    errno = error;
    return result;
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_POSIX_UNIQUE_FD_HPP
