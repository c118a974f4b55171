// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// How a lock file's backend tells the next holder that the last one died, and others who holds the lock.

#ifndef BOOST_NAMED_LOCK_BACKENDS_OWNER_RECORD_HPP
#define BOOST_NAMED_LOCK_BACKENDS_OWNER_RECORD_HPP

#include <boost/named_lock/detail/flock_holder.hpp>
#include <boost/named_lock/detail/owner_record_format.hpp>
#include <boost/named_lock/detail/posix/file_content.hpp>
#include <boost/named_lock/detail/process_identity.hpp>
#include <boost/named_lock/error.hpp>
#include <boost/named_lock/outcome.hpp>
#include <boost/named_lock/owner_info.hpp>

#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>

namespace boost {
namespace named_locks {

// An owner record is a default constructible class with
//   reports_abandonment   whether `acquired` and `shared` can return abandoned,
//   access                how the file has to be opened, O_RDONLY or O_RDWR,
//   opened(fd)            called when the file was opened: success or failure,
//   acquired(fd)          called with the lock held in exclusive mode: success, abandoned or failure,
//   shared(fd)            called with the lock held in shared mode: success, abandoned or failure,
//   releasing(fd)         called before an exclusive lock is released: success or failure,
//   owner(fd)             who holds the lock, for a descriptor that was opened for reading only and holds nothing.

/// Writes nothing into the lock file, which may be a user's own data file. On Linux, who holds the lock in exclusive
/// mode is looked up in `/proc/locks`.
struct no_owner_record
{
    static constexpr bool reports_abandonment = false;
    static constexpr int access = O_RDONLY;

    static constexpr outcome opened(int) noexcept { return outcome(); }
    static constexpr outcome acquired(int) noexcept { return outcome(); }
    static constexpr outcome shared(int) noexcept { return outcome(); }
    static constexpr outcome releasing(int) noexcept { return outcome(); }

    static std::optional< owner_info > owner(int fd)
    {
        struct ::stat file;
        std::int64_t const pid = ::fstat(fd, &file) == 0 ? detail::exclusive_flock_holder(file) : 0;
        std::uint64_t const start_time = pid != 0 ? detail::process_start_time(pid) : 0;
        // The descriptor of a holder that died may live on in a forked child.
        if (pid == 0 || !detail::is_alive(pid, start_time))
            return std::nullopt;
        owner_info owner;
        owner.pid = pid;
        owner.start_time = start_time;
        owner.boot_id = detail::boot_id();
        owner.host = detail::host_name();
        owner.program = detail::program_name(pid);
        return owner;
    }
};

/// Keeps a record of the owner in the first 256 bytes of the lock file while the lock is held in exclusive mode.
///
/// The order is: lock, read, write, section, clear, unlock. So whoever finds the record of another owner knows that
/// this owner died inside the section, and is told so once: its own record replaces it. Holders in shared mode are told
/// too, and leave the record as it is. After a power cut the record tells what the file system had written by then;
/// nothing is synchronized to the disk, which would cost milliseconds for each acquisition.
///
/// It is written by `pwrite`: in a mapping, a file that somebody truncates is a SIGBUS. Room for it is allocated when
/// the file is opened, so that a full disk is an error of the constructor and not of an acquisition.
class pwrite_owner_record
{
public:
    static constexpr bool reports_abandonment = true;
    static constexpr int access = O_RDWR;

    /// Returns: success; or a failure: `named_lock_errc::foreign_file` if the file contains something else, or has a
    /// second link by which it may be somebody's file; `std::errc::no_space_on_device`; or another error of the system.
    outcome opened(int fd)
    {
        format first{};
        ::ssize_t length = detail::read_at_begin(fd, &first, sizeof first);
        // The lock is not held here. The first record of a file may be written during the read, which then sees the end
        // of it without its beginning; the beginning is there by now.
        if (length > 0 && !is_ours(first))
            length = detail::read_at_begin(fd, &first, sizeof first);
        if (length < 0)
            return outcome::system_failure(errno, "pread");
        struct ::stat file;
        if (::fstat(fd, &file) != 0)
            return outcome::system_failure(errno, "fstat");
        if (!is_ours(first) || file.st_nlink > 1)
            return outcome::failure(named_lock_errc::foreign_file, "open");
        bool const whole = static_cast< std::size_t >(length) == sizeof first;
        int const error = whole ? 0 : detail::allocate_at_begin(fd, sizeof first);
        if (error != 0)
            return outcome::system_failure(error, "posix_fallocate");
        m_record = detail::own_record();
        m_identity = detail::identity_checksum(m_record);
        return outcome();
    }

    outcome acquired(int fd) noexcept
    {
        outcome const before = shared(fd);
        if (before.failed())
            return before;
        m_record.since = std::chrono::duration_cast< std::chrono::nanoseconds >(
                             std::chrono::system_clock::now().time_since_epoch())
                             .count();
        m_record.checksum = detail::complete_checksum(m_record.since, m_identity);
        outcome const written = detail::write_at_begin(fd, &m_record, sizeof m_record);
        if (!written.failed())
            return before;
        // A part of it may stand there, and would be taken for the death of somebody who never held the lock. If this
        // fails too, it is: better than to miss one.
        if (before.status() == lock_status::success)
            static_cast< void >(releasing(fd));
        return written;
    }

    static outcome shared(int fd) noexcept
    {
        head before{};
        if (detail::read_at_begin(fd, &before, sizeof before) < 0)
            return outcome::system_failure(errno, "pread");
        if (before.magic != format::right_magic && before.magic != 0)
            return outcome::failure(named_lock_errc::foreign_file, "pread");
        bool const free = before.magic == 0 || before.state == format::state_free;
        return free ? outcome() : outcome(lock_status::abandoned);
    }

    static outcome releasing(int fd) noexcept
    {
        head const cleared = { format::right_magic, format::state_free, 0 };
        return detail::write_at_begin(fd, &cleared, sizeof cleared);
    }

    static std::optional< owner_info > owner(int fd)
    {
        format record{};
        if (detail::read_at_begin(fd, &record, sizeof record) != static_cast< ::ssize_t >(sizeof record))
            return std::nullopt;
        return detail::believed_owner(record);
    }

private:
    using format = detail::owner_record_format;
    using head = detail::owner_record_head;

    static bool is_ours(format const& record) noexcept
    {
        if (record.magic == format::right_magic)
            return true;
        char const* const begin = reinterpret_cast< char const* >(&record);
        for (std::size_t i = 0; i < sizeof record; ++i)
        {
            if (begin[i] != 0)
                return false;
        }
        return true;
    }

    format m_record{};
    std::uint64_t m_identity = 0;
};

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_BACKENDS_OWNER_RECORD_HPP
