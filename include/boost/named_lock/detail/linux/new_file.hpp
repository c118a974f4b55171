// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Creates a file that appears with its final mode, whatever the umask is: made without a name, then linked into place.

#ifndef BOOST_NAMED_LOCK_DETAIL_LINUX_NEW_FILE_HPP
#define BOOST_NAMED_LOCK_DETAIL_LINUX_NEW_FILE_HPP

#include <boost/named_lock/detail/posix/unique_fd.hpp>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <string_view>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace boost {
namespace named_locks {
namespace detail {

/// Creates `path`, which must not exist, with exactly `mode`. With `open` and then `fchmod`, a second user who comes in
/// between is refused, and if the creator dies in between, he is refused for ever.
///
/// Returns: The descriptor, open for reading and writing; or none, and `errno` is set: to EEXIST if something stands at
/// `path`, to another value if it cannot be done in this way: the file system may have no files without a name, and
/// /proc may not be mounted.
inline unique_fd create_file_with_mode(char const* path, ::mode_t mode) noexcept
{
    constexpr std::size_t path_max = 4096;
    char folder[path_max];
    std::string_view const whole = path;
    std::size_t const length = whole.rfind('/') + 1; // 0 if there is none: the current directory
    if (length + sizeof "." > path_max)
    {
        errno = ENAMETOOLONG;
        return unique_fd();
    }
    // The dot, because a folder that is a symbolic link would not be followed at the end of a path.
    folder[whole.copy(folder, length)] = '.';
    folder[length + 1] = '\0';

    unique_fd created = open_without_waiting(folder, O_TMPFILE | O_RDWR, mode);
    if (!created || ::fchmod(created.get(), mode) != 0)
        return unique_fd();
    // The link of /proc, because linkat on the descriptor itself is for the privileged.
    char name[64];
    std::snprintf(name, sizeof name, "/proc/self/fd/%d", created.get());
    if (::linkat(AT_FDCWD, name, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0)
        return created;
    int const error = errno;
    created.reset();
    errno = error;
    return unique_fd();
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_LINUX_NEW_FILE_HPP
