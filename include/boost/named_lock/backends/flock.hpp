// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The default backend on POSIX systems: flock(2) on a lock file.

#ifndef BOOST_NAMED_LOCK_BACKENDS_FLOCK_HPP
#define BOOST_NAMED_LOCK_BACKENDS_FLOCK_HPP

#include <boost/named_lock/backends/file_check.hpp>
#include <boost/named_lock/detail/poll.hpp>
#include <boost/named_lock/detail/posix/lock_file.hpp>
#include <boost/named_lock/name_domain.hpp>
#include <boost/named_lock/options.hpp>
#include <boost/named_lock/outcome.hpp>

#include <boost/config.hpp>

#include <cerrno>
#include <chrono>
#include <string>
#include <type_traits>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace boost {
namespace named_locks {

/// A lock of `flock(2)` on a file, which is opened for reading and never written.
///
/// `FileCheck` is `no_file_check`, `link_check` or `path_check`: what is done after every acquisition to find that the
/// lock file was deleted while nobody held the lock. A file that is deleted *while somebody holds the lock* cannot be
/// protected: the next one makes a new file and locks that.
///
/// What it promises:
/// * Threads: behind the thread gate. One descriptor serves all handles of a process.
/// * Processes: all that open the same file, and programs in other languages that call `flock`, such as flock(1). `fcntl`
///   locks are another kind, which does not meet this one.
/// * Crash: the system releases the lock when the last descriptor is closed. The next holder is not told.
/// * Timed: `flock` has no timed form. A timed wait tries again after 50 us to 1 ms, with growing and random pauses, so it
///   notices a release up to 1 ms late, and has no place in the queue of those who wait without a deadline.
/// * Shared: `LOCK_SH`.
/// * fork: the child closes its copy of the descriptor, which releases nothing.
/// * NFS: Linux turns `flock` into a byte range lock there, for which exclusive mode needs a descriptor that can write. The
///   file is opened anew for writing when the system asks for it. Not run on NFS by us.
/// * Fairness: the kernel's queue, in order of arrival, for those who wait without a deadline.
/// * Visibility: whoever can open the file for reading, in any user or container that sees it.
template< class FileCheck = link_check >
class basic_flock_backend
{
public:
    using name_domain = lock_file;
    using native_handle_type = int;

    static constexpr char const* native_suffix = ".lock";
    static constexpr bool excludes_handles = false;
    static constexpr bool thread_owned = false;
    static constexpr bool crash_safe = true;
    static constexpr bool reports_abandonment = false;
    static constexpr bool persistent_name = true;

    basic_flock_backend() = default;
    basic_flock_backend(basic_flock_backend const&) = delete;
    basic_flock_backend& operator=(basic_flock_backend const&) = delete;

    /// Opens or creates the lock file at `path`.
    ///
    /// Returns: success; or a failure with the error of `open(2)`: `no_such_file_or_directory` if the folder does not
    /// exist, `too_many_symbolic_link_levels` for a symbolic link at the end of the path, `is_a_directory`,
    /// `permission_denied`, `too_many_files_open`, and so on; `named_lock_errc::not_a_lock_object` if a FIFO, a socket or a
    /// device stands there.
    outcome open(lock_file::native_name_type const& path, lock_options const& options)
    {
        m_path = path;
        m_file.reset();
        return detail::open_lock_file(m_path.c_str(), m_for_writing ? O_RDWR : O_RDONLY, options, m_file);
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
        int result;
        do
            result = ::flock(m_file.get(), LOCK_UN);
        while (BOOST_UNLIKELY(result != 0) && errno == EINTR);
        return BOOST_LIKELY(result == 0) ? outcome() : outcome::system_failure(errno, "flock");
    }

    outcome lock_shared() noexcept { return acquire(LOCK_SH); }
    outcome try_lock_shared() noexcept { return acquire(LOCK_SH | LOCK_NB); }
    outcome try_lock_shared_until(std::chrono::steady_clock::time_point deadline) noexcept
    {
        return detail::poll_until(deadline, [this] { return try_lock_shared(); });
    }
    outcome unlock_shared() noexcept { return unlock(); }

    /// Deletes the lock file. It exists only with a file check: without one, those who wait for the lock of the deleted file
    /// would get it beside those who lock a new one.
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

    /// Returns: The descriptor that holds the lock while the lock is held. It changes when the file is opened anew.
    int native_handle() const noexcept { return m_file.get(); }

private:
    outcome acquire(int operation) noexcept
    {
        while (BOOST_UNLIKELY(::flock(m_file.get(), operation) != 0))
        {
            int const error = errno;
            if (error == EINTR)
                continue;
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
        outcome const checked = FileCheck::check(m_file.get(), m_path.c_str());
        // The lock is on the wrong file, or the caller is told that he does not have it.
        if (BOOST_UNLIKELY(checked.status() != lock_status::success))
            static_cast< void >(unlock());
        return checked;
    }

    detail::unique_fd m_file;
    bool m_for_writing = false;
    std::string m_path;
};

/// The default: safe against the deletion of the lock file, and never writes to it.
using flock_backend = basic_flock_backend<>;

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_BACKENDS_FLOCK_HPP
