// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The backend over Boost.Interprocess's `file_lock`.

#ifndef BOOST_NAMED_LOCK_INTEROP_INTERPROCESS_FILE_LOCK_HPP
#define BOOST_NAMED_LOCK_INTEROP_INTERPROCESS_FILE_LOCK_HPP

#include <boost/named_lock/backend.hpp>
#include <boost/named_lock/detail/abandonable.hpp>
#include <boost/named_lock/detail/cancellation.hpp>
#include <boost/named_lock/detail/file_identity.hpp>
#include <boost/named_lock/detail/interprocess_call.hpp>
#include <boost/named_lock/detail/poll.hpp>
#include <boost/named_lock/error.hpp>
#include <boost/named_lock/name_domain.hpp>
#include <boost/named_lock/options.hpp>
#include <boost/named_lock/outcome.hpp>

#include <boost/interprocess/sync/file_lock.hpp>

#include <chrono>
#include <optional>
#include <system_error>

namespace boost {
namespace named_locks {

/// `boost::interprocess::file_lock` (`fcntl` on POSIX, `LockFileEx` on Windows) behind the interface of a named lock:
/// what it lacks, exclusion of threads and a file to lock, is added here and in the lock state.
///
/// | question   | answer                                                                                             |
/// |------------|----------------------------------------------------------------------------------------------------|
/// | threads    | Not excluded by the system; the lock state's thread gate does it, if every user in the process      |
/// |            | comes through this library. Any thread can unlock.                                                 |
/// | processes  | Excludes all that lock the same file by `fcntl`. Not those that use `flock`: the suffix differs.    |
/// | crash      | Released by the system; the next owner is not told.                                                |
/// | timed      | By polling on the steady clock. Boost.Interprocess polls as well, but on the wall clock.           |
/// | shared     | Yes.                                                                                               |
/// | fork       | The child opens the lock anew. What the parent held stays the parent's.                            |
/// | network    | `fcntl` locks work on NFS where its lock service does.                                             |
/// | fairness   | The system's; not promised. Readers can keep a writer waiting for ever.                            |
/// | visibility | Whoever can write the file: Boost.Interprocess opens it for reading and writing.                   |
///
/// Notes: On POSIX a process loses its lock when it closes *any* descriptor of the file, be it one that another part of
/// the program opened to read it: nothing can be done about that. `lock` may fail with
/// `std::errc::resource_deadlock_would_occur` although there is no deadlock, because the system thinks of a process
/// with two threads, one of which holds a lock while the other waits for another one, as waiting with both. The
/// descriptor is Boost.Interprocess's own: it is not closed by `exec`, and may be 0, 1 or 2 if those are closed.
///
/// The lock file must not be deleted or exchanged while the lock is in use. There is no removal, because a state of
/// this lock is known by the inode of its file. A deletion is found after the next acquisition, which then fails with
/// `named_lock_errc::unstable_path`, as all later ones do until the process has given up all handles of the lock.
class interprocess_file_lock_backend
{
public:
    using name_domain = lock_file;
    /// Device and inode, or volume and file index.
    using key_type = detail::file_identity;

    /// It does not end in that of `flock_backend`, or the flock of one name would be the file of another.
    static constexpr char const* native_suffix = ".fcntl-lock";

    static constexpr bool excludes_handles = false;
    static constexpr bool thread_owned = false;
    static constexpr bool crash_safe = true;
    static constexpr bool reports_abandonment = false;
    static constexpr bool persistent_name = true;

    interprocess_file_lock_backend() = default;
    interprocess_file_lock_backend(interprocess_file_lock_backend const&) = delete;
    interprocess_file_lock_backend& operator=(interprocess_file_lock_backend const&) = delete;

    ~interprocess_file_lock_backend() { close(); }

    /// Finds which file the path `name` means, creating it as `options` say, and does not open it if it exists.
    ///
    /// Requires: No other call that opens or closes a file lock runs in this process meanwhile: the descriptor of a
    /// file that is created here is closed again.
    /// Returns: Success, or one of these failures among others.
    ///   * `std::errc::is_a_directory`; `std::errc::too_many_symbolic_link_levels`, for a link, live or dangling;
    ///   * `named_lock_errc::not_a_lock_object`: there is a FIFO, a socket or a device;
    ///   * `named_lock_errc::invalid_name`: the path contains a NUL;
    ///   * `named_lock_errc::unstable_path`: the file vanished each time that it had been found to exist;
    ///   * `std::errc::no_such_file_or_directory`: a folder is missing, or, with `creation::open_only`, the file.
    static outcome
    identify(name_domain::native_name_type const& name, lock_options const& options, key_type& key) noexcept
    {
        detail::no_cancellation const guard;
        for (int attempt = 0; attempt < attempts; ++attempt)
        {
            outcome const found = detail::identify_file(name, key);
            if (!is_missing(found) || options.create == creation::open_only)
                return found;
            outcome const created = detail::create_file(name, options.visible_to);
            if (created.failed())
                return created;
        }
        return outcome::failure(named_lock_errc::unstable_path, "open");
    }

    /// Opens the file, after `identify`. Returns: Success, or the failures of `identify`, or also:
    ///   * `named_lock_errc::unstable_path`: the file at `name` is another one than that of the first opening, or was
    ///     exchanged again and again during this one;
    ///   * `std::errc::permission_denied`: it may not be written.
    outcome open(name_domain::native_name_type const& name, lock_options const& options) noexcept
    {
        close();
        for (int attempt = 0; attempt < attempts; ++attempt)
        {
            key_type before;
            outcome const identified =
                m_identity ? detail::identify_file(name, before) : identify(name, options, before);
            // Checked before it is opened: it may be the file of another state, whose lock our closing would drop.
            if (m_identity && (is_missing(identified) || (!identified.failed() && *m_identity != before)))
                break;
            if (identified.failed())
                return identified;
            outcome const opened = detail::interprocess_call("boost::interprocess::file_lock", [&] {
                m_path = name;
                detail::emplace_with_path(m_lock, name);
            });
            if (opened.failed())
                return opened;
            if (is_file(before))
            {
                m_identity = before;
                return outcome();
            }
            close();
        }
        return outcome::failure(named_lock_errc::unstable_path, "open");
    }

    bool is_open() const noexcept { return static_cast< bool >(m_lock); }

    /// Closes the descriptor: locks of `fcntl` are not inherited, so the parent keeps its own.
    void forget() noexcept { close(); }

    /// Waits until the file is locked. Returns: success, stale or failure.
    outcome lock() noexcept
    {
        return checked(detail::interprocess_call("boost::interprocess::file_lock::lock", [this] { m_lock->lock(); }));
    }

    /// Returns: success, busy, stale or failure.
    outcome try_lock() noexcept
    {
        return checked(detail::interprocess_call(
            "boost::interprocess::file_lock::try_lock", [this] { return m_lock->try_lock(); }));
    }

    /// Waits until the file is locked or `deadline` has passed. Returns: success, busy, stale or failure.
    outcome try_lock_until(std::chrono::steady_clock::time_point deadline) noexcept
    {
        return detail::poll_until(deadline, [this] { return try_lock(); });
    }

    /// Returns: success or failure.
    outcome unlock() noexcept
    {
        return detail::interprocess_call("boost::interprocess::file_lock::unlock", [this] { m_lock->unlock(); });
    }

    /// Waits until the file is locked in shared mode. Returns: success, stale or failure.
    outcome lock_shared() noexcept
    {
        return checked(detail::interprocess_call(
            "boost::interprocess::file_lock::lock_sharable", [this] { m_lock->lock_sharable(); }));
    }

    /// Returns: success, busy, stale or failure.
    outcome try_lock_shared() noexcept
    {
        return checked(detail::interprocess_call(
            "boost::interprocess::file_lock::try_lock_sharable", [this] { return m_lock->try_lock_sharable(); }));
    }

    /// Waits until the file is locked in shared mode or `deadline` has passed. Returns: success, busy, stale or
    /// failure.
    outcome try_lock_shared_until(std::chrono::steady_clock::time_point deadline) noexcept
    {
        return detail::poll_until(deadline, [this] { return try_lock_shared(); });
    }

    /// Returns: success or failure.
    outcome unlock_shared() noexcept { return unlock(); }

    /// Returns: Whether the path still leads to the file that is locked. False if that cannot be found out.
    bool still_linked() const noexcept { return m_identity && is_file(*m_identity); }

private:
    /// How often a file that is exchanged under our hands is tried again.
    static constexpr int attempts = 16;

    static bool is_missing(outcome const& found) noexcept
    {
        return found.failed() && found.error() == std::errc::no_such_file_or_directory;
    }

    bool is_file(key_type const& identity) const noexcept
    {
        key_type now;
        return !detail::identify_file(m_path, now).failed() && now == identity;
    }

    /// A lock on a file that nobody else finds any more excludes nobody.
    outcome checked(outcome const& result) noexcept
    {
        if (!result.acquired() || still_linked())
            return result;
        outcome const released = unlock();
        return released.failed() ? released : outcome(lock_status::stale);
    }

    void close() noexcept
    {
        detail::no_cancellation const guard;
        m_lock.reset();
    }

    detail::abandonable< boost::interprocess::file_lock > m_lock;
    name_domain::native_name_type m_path;
    /// Of the first file that was opened.
    std::optional< key_type > m_identity;
};

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_INTEROP_INTERPROCESS_FILE_LOCK_HPP
