// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Finds in Linux' /proc/locks who holds a lock of flock(2).

#ifndef BOOST_NAMED_LOCK_DETAIL_LINUX_PROC_LOCKS_HPP
#define BOOST_NAMED_LOCK_DETAIL_LINUX_PROC_LOCKS_HPP

#include <boost/named_lock/detail/linux/proc_file.hpp>

#include <cstdint>
#include <cstdio>
#include <sstream>
#include <string>

#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace boost {
namespace named_locks {
namespace detail {

/// Returns: The process, in the caller's pid namespace, that took the exclusive lock of `flock` on the file; 0 if there
/// is none, or if it cannot be seen: it lives in another pid namespace, or the file system shows another device number
/// in `stat` than in /proc/locks (btrfs and overlayfs may).
inline std::int64_t exclusive_flock_holder(struct ::stat const& file)
{
    char wanted[64];
    std::snprintf(
        wanted,
        sizeof wanted,
        "%02x:%02x:%llu",
        static_cast< unsigned >(major(file.st_dev)),
        static_cast< unsigned >(minor(file.st_dev)),
        static_cast< unsigned long long >(file.st_ino));
    // 1: FLOCK  ADVISORY  WRITE 1234 08:01:5678 0 EOF; a line of one who waits has "->" after its number.
    std::istringstream lines(read_proc_file("/proc/locks"));
    for (std::string line; std::getline(lines, line);)
    {
        std::istringstream fields(line);
        std::string number, kind, strength, mode, object;
        std::int64_t pid = 0;
        if (fields >> number >> kind >> strength >> mode >> pid >> object && kind == "FLOCK" && mode == "WRITE" &&
            object == wanted)
            return pid > 0 ? pid : 0;
    }
    return 0;
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_LINUX_PROC_LOCKS_HPP
