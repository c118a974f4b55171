// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Tells lock files apart by device and inode, without opening those that exist.

#ifndef BOOST_NAMED_LOCK_DETAIL_POSIX_FILE_IDENTITY_HPP
#define BOOST_NAMED_LOCK_DETAIL_POSIX_FILE_IDENTITY_HPP

#include <boost/named_lock/detail/posix/lock_file.hpp>
#include <boost/named_lock/error.hpp>
#include <boost/named_lock/name_domain.hpp>
#include <boost/named_lock/options.hpp>
#include <boost/named_lock/outcome.hpp>

#include <system_error>
#include <utility>

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>

namespace boost {
namespace named_locks {
namespace detail {

/// Device and inode.
using file_identity = std::pair< ::dev_t, ::ino_t >;

/// Finds out which regular file stands at `path`. Does not open it: the locks of `fcntl` that this process has on a
/// file are lost when it closes *any* descriptor of the file.
///
/// Returns: Success, or a failure:
///   * `no_such_file_or_directory`: there is nothing;
///   * `too_many_symbolic_link_levels`: a symbolic link, live or dangling; `is_a_directory`: a directory;
///   * `named_lock_errc::not_a_lock_object`: a FIFO, a socket or a device;
///   * `named_lock_errc::invalid_name`: the path contains a NUL; or what `lstat` says.
inline outcome identify_file(lock_file::native_name_type const& path, file_identity& identity) noexcept
{
    if (path.find('\0') != lock_file::native_name_type::npos)
        return outcome::failure(named_lock_errc::invalid_name, "lstat");
    struct ::stat status;
    if (::lstat(path.c_str(), &status) != 0)
        return outcome::system_failure(errno, "lstat");
    if (S_ISLNK(status.st_mode))
        return outcome::generic_failure(std::errc::too_many_symbolic_link_levels, "lstat");
    if (S_ISDIR(status.st_mode))
        return outcome::generic_failure(std::errc::is_a_directory, "lstat");
    if (!S_ISREG(status.st_mode))
        return outcome::failure(named_lock_errc::not_a_lock_object, "lstat");
    identity = file_identity(status.st_dev, status.st_ino);
    return outcome();
}

/// Creates a regular file at `path`. The descriptor is closed again: it is that of a new file, on which this process
/// cannot have a lock yet.
///
/// Returns: Success, also if something stands at `path` already; or failure.
inline outcome create_file(lock_file::native_name_type const& path, visibility visible_to) noexcept
{
    unique_fd const created = create_lock_file(path.c_str(), O_RDWR, visible_to);
    return created || errno == EEXIST ? outcome() : outcome::system_failure(errno, "open");
}

/// Constructs a `boost::interprocess::file_lock`, say, in `place`.
template< class Place >
void emplace_with_path(Place& place, lock_file::native_name_type const& path)
{
    place.emplace(path.c_str());
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_POSIX_FILE_IDENTITY_HPP
