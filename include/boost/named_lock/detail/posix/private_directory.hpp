// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Makes sure that a folder is this user's alone, by what is open and not by what its path says.

#ifndef BOOST_NAMED_LOCK_DETAIL_POSIX_PRIVATE_DIRECTORY_HPP
#define BOOST_NAMED_LOCK_DETAIL_POSIX_PRIVATE_DIRECTORY_HPP

#include <boost/named_lock/detail/posix/cancellation.hpp>
#include <boost/named_lock/detail/posix/unique_fd.hpp>
#include <boost/named_lock/error.hpp>
#include <boost/named_lock/outcome.hpp>

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace boost {
namespace named_locks {
namespace detail {

/// Whether this is a folder of the effective user's to which nobody else has any rights.
inline bool is_mine_alone(struct ::stat const& status) noexcept
{
    return S_ISDIR(status.st_mode) && status.st_uid == ::geteuid() && (status.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

/// Checks a folder that is open: it is this user's alone, and nobody can move it away to put another in its place. That
/// would be possible in a folder that everybody may write to and that is not sticky. The folders further up are not
/// looked at.
///
/// Returns: Success; or a failure with `named_lock_errc::untrusted_directory` or the error of `fstat`.
inline outcome check_open_private_directory(int fd) noexcept
{
    struct ::stat folder;
    struct ::stat parent;
    if (::fstat(fd, &folder) != 0)
        return outcome::system_failure(errno, "fstat");
    if (!is_mine_alone(folder))
        return outcome::failure(named_lock_errc::untrusted_directory, "fstat");
    if (::fstatat(fd, "..", &parent, 0) != 0)
        return outcome::system_failure(errno, "fstatat");
    bool const replaceable = (parent.st_mode & S_IWOTH) != 0 && (parent.st_mode & S_ISVTX) == 0;
    return replaceable ? outcome::failure(named_lock_errc::untrusted_directory, "fstatat") : outcome();
}

/// Checks the folder `path`, whose last part may not be a symbolic link.
///
/// Returns: Success; or a failure with `named_lock_errc::untrusted_directory`, also for a link and for what is no
/// folder, or with the error of `open`: `no_such_file_or_directory`, `permission_denied`, and so on.
inline outcome check_private_directory(char const* path) noexcept
{
    no_cancellation const uncancelled;
    unique_fd const folder = open_without_waiting(path, O_RDONLY | O_DIRECTORY);
    if (folder)
        return check_open_private_directory(folder.get());
    int const error = errno;
    // Of a link, Linux says ENOTDIR when it is asked for a directory; other systems say ELOOP or EMLINK.
    bool const something_else = error == ENOTDIR || error == ELOOP || error == EMLINK;
    // Somebody else's folder that he lets nobody into was planted as well as one that he lets everybody into.
    struct ::stat refused;
    bool const foreign = error == EACCES && ::lstat(path, &refused) == 0 && !is_mine_alone(refused);
    return something_else || foreign ? outcome::failure(named_lock_errc::untrusted_directory, "open") :
                                       outcome::system_failure(error, "open");
}

/// As above, but makes the folder if there is none, with mode 0700 whatever the umask is.
///
/// Returns: As above, or a failure with the error of `mkdir`.
inline outcome make_private_directory(char const* path) noexcept
{
    constexpr int most_attempts = 1000;
    no_cancellation const uncancelled;
    bool repaired = false;
    for (int attempt = 0; attempt < most_attempts; ++attempt)
    {
        outcome const checked = check_private_directory(path);
        if (checked.error() == std::errc::no_such_file_or_directory)
        {
            // Whoever else makes it first makes it for us, or it is refused by the check.
            if (::mkdir(path, S_IRWXU) != 0 && errno != EEXIST)
                return outcome::system_failure(errno, "mkdir");
        }
        else if (!repaired && checked.error() == std::error_code(EACCES, std::system_category()))
        {
            // It is ours alone, but a umask has taken our own rights, perhaps of another process at this moment. The
            // mode of a link's target is not touched.
            if (::fchmodat(AT_FDCWD, path, S_IRWXU, AT_SYMLINK_NOFOLLOW) != 0)
                return checked;
            repaired = true;
        }
        else
        {
            return checked;
        }
    }
    return outcome::failure(named_lock_errc::unstable_path, "mkdir");
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_POSIX_PRIVATE_DIRECTORY_HPP
