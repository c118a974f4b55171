// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Who a process is, on a POSIX system that has no /proc of the Linux kind: a process id and a host.

#ifndef BOOST_NAMED_LOCK_DETAIL_POSIX_PROCESS_IDENTITY_HPP
#define BOOST_NAMED_LOCK_DETAIL_POSIX_PROCESS_IDENTITY_HPP

#include <cerrno>
#include <cstdint>
#include <string>

#include <signal.h>
#include <unistd.h>

namespace boost {
namespace named_locks {
namespace detail {

inline std::uint64_t process_start_time(std::int64_t) noexcept { return 0; }
inline std::uint64_t pid_namespace() noexcept { return 0; }
inline std::string boot_id() { return std::string(); }
inline std::string program_name(std::int64_t) { return std::string(); }

/// Returns: Whether a process with this id exists; without start times that is all that can be told.
inline bool is_alive(std::int64_t pid, std::uint64_t) noexcept
{
    return ::kill(static_cast< ::pid_t >(pid), 0) == 0 || errno == EPERM;
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_POSIX_PROCESS_IDENTITY_HPP
