// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Who a process is, from Linux' /proc: one process, not merely a number that is used again.

#ifndef BOOST_NAMED_LOCK_DETAIL_LINUX_PROCESS_IDENTITY_HPP
#define BOOST_NAMED_LOCK_DETAIL_LINUX_PROCESS_IDENTITY_HPP

#include <boost/named_lock/detail/linux/proc_file.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>

#include <sys/stat.h>
#include <unistd.h>

namespace boost {
namespace named_locks {
namespace detail {

inline std::string proc_path(std::int64_t pid, char const* file)
{
    return "/proc/" + std::to_string(pid) + "/" + file;
}

/// Returns: The field of `/proc/<pid>/stat` with this number (3 or more, counted from 1 as in proc(5)); empty if there
/// is no such process.
inline std::string stat_field(std::int64_t pid, int number)
{
    std::string const stat = read_proc_file(proc_path(pid, "stat").c_str());
    // The second field is the program's name in parentheses, which may contain anything.
    std::string::size_type begin = stat.rfind(')');
    for (int field = 2; begin != std::string::npos && field < number; ++field)
        begin = stat.find(' ', begin + 1);
    return begin == std::string::npos ? std::string() : stat.substr(begin + 1, stat.find(' ', begin + 1) - begin - 1);
}

/// Returns: When the process started, in clock ticks since boot; 0 if there is no such process.
inline std::uint64_t process_start_time(std::int64_t pid)
{
    return std::strtoull(stat_field(pid, 22).c_str(), nullptr, 10);
}

/// Returns: The inode that stands for this process's pid namespace; 0 if unknown.
inline std::uint64_t pid_namespace() noexcept
{
    struct ::stat status;
    return ::stat("/proc/self/ns/pid", &status) == 0 ? status.st_ino : 0;
}

/// Returns: The name of this boot, 36 characters; empty if unknown.
inline std::string boot_id()
{
    return read_proc_file("/proc/sys/kernel/random/boot_id").substr(0, 36);
}

/// Returns: The file name of the process's program, without its folder. Of a process of another user, the first 15
/// characters of it. Empty if there is no such process.
inline std::string program_name(std::int64_t pid)
{
    char target[4096];
    ::ssize_t const length = ::readlink(proc_path(pid, "exe").c_str(), target, sizeof target);
    if (length > 0)
    {
        std::string const path(target, static_cast< std::size_t >(length));
        return path.substr(path.rfind('/') + 1);
    }
    std::string const name = read_proc_file(proc_path(pid, "comm").c_str());
    return name.substr(0, name.find('\n'));
}

/// Returns: Whether the process with this id that started at this time runs. A zombie holds no descriptors any more.
inline bool is_alive(std::int64_t pid, std::uint64_t start_time)
{
    std::string const state = stat_field(pid, 3);
    return !state.empty() && state != "Z" && state != "X" && process_start_time(pid) == start_time;
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_LINUX_PROCESS_IDENTITY_HPP
