// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What can be known of the process that holds a lock.

#ifndef BOOST_NAMED_LOCK_OWNER_INFO_HPP
#define BOOST_NAMED_LOCK_OWNER_INFO_HPP

#include <chrono>
#include <cstdint>
#include <string>

namespace boost {
namespace named_locks {

/// The process that holds a lock, as `basic_named_lock::owner()` found it. By the time that the caller looks at it, the
/// lock may have another owner.
struct owner_info
{
    /// The process id in the caller's pid namespace; 0 if the owner lives in another one or on another host, where its
    /// id means nothing to the caller.
    std::int64_t pid = 0;

    /// When the process started, in clock ticks since boot (field 22 of `/proc/<pid>/stat`); 0 if unknown. Together
    /// with `pid` and `boot_id` it names one process, and not a later one with the same id.
    std::uint64_t start_time = 0;

    /// The boot that the process belongs to (`/proc/sys/kernel/random/boot_id`); empty if unknown.
    std::string boot_id;

    /// The host's name; empty if unknown.
    std::string host;

    /// The file name of the program, without its folder; cut off after 95 bytes, empty if unknown.
    std::string program;

    /// Since when the lock is held, by the system's clock; the clock's epoch if unknown.
    std::chrono::system_clock::time_point since;
};

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_OWNER_INFO_HPP
