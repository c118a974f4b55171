// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The default backend on POSIX systems: flock(2) on a lock file.

#ifndef BOOST_NAMED_LOCK_BACKENDS_FLOCK_HPP
#define BOOST_NAMED_LOCK_BACKENDS_FLOCK_HPP

#include <boost/named_lock/backends/file_check.hpp>
#include <boost/named_lock/backends/owner_record.hpp>
#include <boost/named_lock/detail/poll.hpp>
#include <boost/named_lock/detail/posix/flock_call.hpp>
#include <boost/named_lock/detail/posix/lock_file.hpp>
#include <boost/named_lock/name_domain.hpp>
#include <boost/named_lock/options.hpp>
#include <boost/named_lock/outcome.hpp>
#include <boost/named_lock/owner_info.hpp>

#include <boost/config.hpp>

#include <cerrno>
#include <chrono>
#include <optional>
#include <string>
#include <type_traits>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace boost {
namespace named_locks {

/// A lock of `flock(2)` on a file.
///
/// `OwnerRecord` is `no_owner_record`, which opens the file for reading and never writes to it, or
/// `pwrite_owner_record`.
///
/// `FileCheck` is `no_file_check`, `link_check` or `path_check`: what is done after every acquisition to find that the
/// lock file was deleted while nobody held the lock. A file that is deleted *while somebody holds the lock* cannot be
/// protected: the next one makes a new file and locks that.
///
/// What it promises:
/// * Threads: behind the thread gate. One descriptor serves all handles of a process.
/// * Processes: all that open the same file, and programs in other languages that call `flock`, such as flock(1).
///   `fcntl` locks are another kind, which does not meet this one.
/// * Crash: the system releases the lock when the last descriptor is closed. The next holder is told if
///   there is an owner record.
/// * Timed: `flock` has no timed form. A timed wait tries again after 50 us to 1.5 ms, with growing and random pauses,
///   so it notices a release up to 1.5 ms late, and has no place in the queue of those who wait without a deadline.
/// * Shared: `LOCK_SH`.
/// * fork: the child closes its copy of the descriptor, which releases nothing.
/// * NFS: Linux turns `flock` into a byte range lock there, for which exclusive mode needs a descriptor that can write.
///   The file is opened anew for writing when the system asks for it. Not run on NFS by us.
/// * Fairness: the kernel's queue, in order of arrival, for those who wait without a deadline.
/// * Visibility: whoever can open the file for reading, in any user or container that sees it.
template< class FileCheck = link_check, class OwnerRecord = no_owner_record >
class basic_flock_backend
{
public:
    using name_domain = lock_file;
    using native_handle_type = int;

    static constexpr char const* native_suffix = ".lock";
    static constexpr bool excludes_handles = false;
    static constexpr bool thread_owned = false;
    static constexpr bool crash_safe = true;
    static constexpr bool reports_abandonment = OwnerRecord::reports_abandonment;
    static constexpr bool persistent_name = true;

    basic_flock_backend() = default;
    basic_flock_backend(basic_flock_backend const&) = delete;
    basic_flock_backend& operator=(basic_flock_backend const&) = delete;

    /// Opens or creates the lock file at `path`.
    ///
    /// Returns: success; or a failure with the error of `open(2)`: `no_such_file_or_directory` if the folder does not
    /// exist, `too_many_symbolic_link_levels` for a symbolic link at the end of the path, `is_a_directory`,
    /// `permission_denied`, `too_many_files_open`, and so on; `named_lock_errc::not_a_lock_object` if a FIFO, a socket
    /// or a device stands there; with an owner record also `named_lock_errc::foreign_file` and `no_space_on_device`.
    outcome open(lock_file::native_name_type const& path, lock_options const& options)
    {
        m_path = path;
        m_file.reset();
        int const access = m_for_writing ? O_RDWR : OwnerRecord::access;
        outcome const opened = detail::open_lock_file(m_path.c_str(), access, options, m_file);
        if (opened.failed())
            return opened;
        outcome const recorded = m_record.opened(m_file.get());
        if (recorded.failed())
            m_file.reset();
        return recorded;
    }

    bool is_open() const noexcept { return static_cast< bool >(m_file); }

    /// Closing a copy of the descriptor releases nothing while the parent has its own.
    void forget() noexcept { m_file.reset(); }

    outcome lock() noexcept { return acquire(LOCK_EX); }
    outcome try_lock() noexcept { return acquire(LOCK_EX | LOCK_NB); }
    outcome try_lock_until(std::chrono::steady_clock::time_point deadline) noexcept
    {
        return detail::poll_until(deadline, [this] { return try_lock(); });
    }
    outcome unlock() noexcept
    {
        outcome const cleared = m_record.releasing(m_file.get());
        return BOOST_LIKELY(!cleared.failed()) ? release() : cleared;
    }

    outcome lock_shared() noexcept { return acquire(LOCK_SH); }
    outcome try_lock_shared() noexcept { return acquire(LOCK_SH | LOCK_NB); }
    outcome try_lock_shared_until(std::chrono::steady_clock::time_point deadline) noexcept
    {
        return detail::poll_until(deadline, [this] { return try_lock_shared(); });
    }
    outcome unlock_shared() noexcept { return release(); }

    /// Deletes the lock file. It exists only with a file check: without one, those who wait for the lock of the deleted
    /// file would get it beside those who lock a new one.
    template< class Check = FileCheck, std::enable_if_t< Check::sees_removal, int > = 0 >
    outcome remove() noexcept
    {
        // Only the file that is locked may be deleted, whatever the check after an acquisition is.
        outcome const checked = path_check::check(m_file.get(), m_path.c_str());
        if (checked.status() != lock_status::success)
            return checked;
        return ::unlink(m_path.c_str()) == 0 ? outcome() : outcome::system_failure(errno, "unlink");
    }

    bool still_linked() const noexcept
    {
        return path_check::check(m_file.get(), m_path.c_str()).status() == lock_status::success;
    }

    /// Returns: Who holds the lock of the file at `path` in exclusive mode, if that can be known. It opens the file for
    /// itself, so that it may be called at any time. Without an owner record it knows only what Linux shows in
    /// `/proc/locks`, not since when.
    static std::optional< owner_info > owner(lock_file::native_name_type const& path)
    {
        detail::unique_fd file;
        lock_options const existing{ creation::open_only, visibility::inherited };
        if (detail::open_lock_file(path.c_str(), O_RDONLY, existing, file).failed())
            return std::nullopt;
        return OwnerRecord::owner(file.get());
    }

    /// Returns: The descriptor that holds the lock while the lock is held. It changes when the file is opened anew.
    int native_handle() const noexcept { return m_file.get(); }

private:
    outcome acquire(int operation) noexcept
    {
        if (int const error = detail::call_flock(m_file.get(), operation); BOOST_UNLIKELY(error != 0))
        {
            if (error == EWOULDBLOCK)
                return lock_status::busy;
            // NFS wants a descriptor that can write.
            if (error == EBADF && !m_for_writing)
            {
                m_for_writing = true;
                return lock_status::stale;
            }
            return outcome::system_failure(error, "flock");
        }
        outcome result = FileCheck::check(m_file.get(), m_path.c_str());
        if (BOOST_LIKELY(result.status() == lock_status::success))
            result = (operation & LOCK_EX) != 0 ? m_record.acquired(m_file.get()) : m_record.shared(m_file.get());
        // The lock is on the wrong file, or the caller is told that he does not have it.
        if (BOOST_UNLIKELY(!result.acquired()))
            static_cast< void >(release());
        return result;
    }

    outcome release() noexcept
    {
        int const error = detail::call_flock(m_file.get(), LOCK_UN);
        return BOOST_LIKELY(error == 0) ? outcome() : outcome::system_failure(error, "flock");
    }

    detail::unique_fd m_file;
    bool m_for_writing = false;
    OwnerRecord m_record;
    std::string m_path;
};

/// The default: safe against the deletion of the lock file, and never writes to it.
using flock_backend = basic_flock_backend<>;

/// Tells the next holder that the last one died while it held the lock, and everybody who holds it. It writes into the
/// lock file. A program that uses the same file without a record (ipc-lock, flock(1), `flock_backend`) excludes us and
/// is excluded; its death is not reported.
using tracked_flock_backend = basic_flock_backend< link_check, pwrite_owner_record >;

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_BACKENDS_FLOCK_HPP
