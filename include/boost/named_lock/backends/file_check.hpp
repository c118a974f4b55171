// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// How a lock file's backend finds out that the path refers to another file by now.

#ifndef BOOST_NAMED_LOCK_BACKENDS_FILE_CHECK_HPP
#define BOOST_NAMED_LOCK_BACKENDS_FILE_CHECK_HPP

#include <boost/named_lock/outcome.hpp>

#include <cerrno>

#include <sys/stat.h>

namespace boost {
namespace named_locks {

// A file check is a class with
//   * sees_removal: whether a file that was removed by `remove()` is noticed. Without it there is no `remove()`.
//   * check(fd, path): success if the file is the one to lock; stale if not, and the path has to be opened again; failure
//     if that cannot be told. It is called after every acquisition, with the lock held.

/// Trusts that nobody deletes or moves lock files. Costs nothing; two holders are possible after a deletion.
struct no_file_check
{
    static constexpr bool sees_removal = false;

    static constexpr outcome check(int, char const*) noexcept { return outcome(); }
};

/// Notices a file that was deleted or replaced, because it has no link any more. One `fstat`, about 0.25 us.
///
/// Does not notice a file that was moved to another name: it keeps its link.
struct link_check
{
    static constexpr bool sees_removal = true;

    static outcome check(int fd, char const*) noexcept
    {
        struct ::stat opened;
        if (::fstat(fd, &opened) != 0)
            return outcome::system_failure(errno, "fstat");
        return opened.st_nlink == 0 ? outcome(lock_status::stale) : outcome();
    }
};

/// Notices all that changes what the path refers to: deletion, replacement, moving aside. One `fstat` and one `stat`,
/// about 1 us.
struct path_check
{
    static constexpr bool sees_removal = true;

    static outcome check(int fd, char const* path) noexcept
    {
        struct ::stat opened;
        struct ::stat named;
        if (::fstat(fd, &opened) != 0)
            return outcome::system_failure(errno, "fstat");
        if (::lstat(path, &named) != 0)
            return errno == ENOENT ? outcome(lock_status::stale) : outcome::system_failure(errno, "lstat");
        bool const same = opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
        return same ? outcome() : outcome(lock_status::stale);
    }
};

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_BACKENDS_FILE_CHECK_HPP
