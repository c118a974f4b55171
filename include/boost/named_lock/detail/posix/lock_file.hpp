// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Opens lock files on POSIX systems, so that nothing that was planted in a shared folder does harm.

#ifndef BOOST_NAMED_LOCK_DETAIL_POSIX_LOCK_FILE_HPP
#define BOOST_NAMED_LOCK_DETAIL_POSIX_LOCK_FILE_HPP

#include <boost/named_lock/detail/cancellation.hpp>
#include <boost/named_lock/detail/new_file.hpp>
#include <boost/named_lock/detail/posix/unique_fd.hpp>
#include <boost/named_lock/error.hpp>
#include <boost/named_lock/options.hpp>
#include <boost/named_lock/outcome.hpp>

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>

namespace boost {
namespace named_locks {
namespace detail {

/// Creates `path`, which must not exist. `visibility::inherited` leaves its mode to the umask; the others have the mode
/// that they stand for.
///
/// Returns: The descriptor; or none, and `errno` is set.
///
/// Notes: Where the file cannot be made without a name first (any system but Linux, and a few file systems), a second
/// user who opens it in the moment before its mode is set may be refused with EACCES, and for ever if the creator dies
/// then.
inline unique_fd create_lock_file(char const* path, int access, visibility visible_to) noexcept
{
    ::mode_t const mode = visible_to == visibility::user ? 0600 : 0666;
    if (visible_to != visibility::inherited)
    {
        unique_fd created = create_file_with_mode(path, mode);
        if (created || errno == EEXIST)
            return created;
    }
    unique_fd created = open_without_waiting(path, access | O_CREAT | O_EXCL, mode);
    // Not by umask(), which would change the mode of what other threads create at the same time. A file system whose
    // files have no modes of their own refuses, and its files are as good without.
    if (created && visible_to != visibility::inherited)
        static_cast< void >(::fchmod(created.get(), mode));
    return created;
}

inline outcome check_lock_file(int fd) noexcept
{
    struct ::stat status;
    if (::fstat(fd, &status) != 0)
        return outcome::system_failure(errno, "fstat");
    if (S_ISDIR(status.st_mode))
        return outcome::system_failure(EISDIR, "open");
    if (!S_ISREG(status.st_mode))
        return outcome::failure(named_lock_errc::not_a_lock_object, "open");
    return outcome();
}

/// Opens the lock file `path`, or creates it as `options` say. `access` is O_RDONLY or O_RDWR.
///
/// An existing file is opened without O_CREAT: with it, Linux refuses another user's file in a sticky folder, to root
/// too (`fs.protected_regular`). A new one is created with O_EXCL, which does not follow a link. The two steps race
/// with those who create and delete the file, hence the loop.
///
/// Returns: success, and `file` is open; or failure, and `file` is as it was.
inline outcome open_lock_file(char const* path, int access, lock_options const& options, unique_fd& file) noexcept
{
    constexpr int most_attempts = 1000;
    no_cancellation const uncancelled;
    for (int attempt = 0; attempt < most_attempts; ++attempt)
    {
        unique_fd opened = open_without_waiting(path, access);
        bool const absent = !opened && errno == ENOENT;
        if (absent && options.create == creation::open_or_create)
        {
            opened = create_lock_file(path, access, options.visible_to);
            if (!opened && errno == EEXIST)
                continue;
        }
        if (!opened)
        {
            // What Linux says of a socket.
            if (errno == ENXIO)
                return outcome::failure(named_lock_errc::not_a_lock_object, "open");
            return outcome::system_failure(errno, "open");
        }
        outcome const checked = check_lock_file(opened.get());
        if (!checked.failed())
            file = std::move(opened);
        return checked;
    }
    return outcome::failure(named_lock_errc::unstable_path, "open");
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_POSIX_LOCK_FILE_HPP
