// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Reads a file of /proc.

#ifndef BOOST_NAMED_LOCK_DETAIL_LINUX_PROC_FILE_HPP
#define BOOST_NAMED_LOCK_DETAIL_LINUX_PROC_FILE_HPP

#include <boost/named_lock/detail/posix/lock_file.hpp>

#include <cerrno>
#include <cstddef>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace boost {
namespace named_locks {
namespace detail {

/// Returns: The file's content; empty if it cannot be read.
inline std::string read_proc_file(char const* path)
{
    no_cancellation const uncancelled;
    std::string content;
    unique_fd const file = open_without_waiting(path, O_RDONLY);
    char block[4096];
    while (file)
    {
        ::ssize_t const length = ::read(file.get(), block, sizeof block);
        if (length > 0)
            content.append(block, static_cast< std::size_t >(length));
        else if (length == 0 || errno != EINTR)
            break;
    }
    return content;
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_LINUX_PROC_FILE_HPP
