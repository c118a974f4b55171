// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Opens the segment of a robust mutex, and sets it up if nobody uses it.

#ifndef BOOST_NAMED_LOCK_DETAIL_LINUX_ROBUST_SET_UP_HPP
#define BOOST_NAMED_LOCK_DETAIL_LINUX_ROBUST_SET_UP_HPP

#include <boost/named_lock/backends/file_check.hpp>
#include <boost/named_lock/detail/linux/robust_attachment.hpp>
#include <boost/named_lock/detail/linux/robust_segment.hpp>
#include <boost/named_lock/detail/poll.hpp>
#include <boost/named_lock/detail/posix/cancellation.hpp>
#include <boost/named_lock/detail/posix/file_content.hpp>
#include <boost/named_lock/detail/posix/flock_call.hpp>
#include <boost/named_lock/detail/posix/lock_file.hpp>
#include <boost/named_lock/error.hpp>
#include <boost/named_lock/options.hpp>
#include <boost/named_lock/outcome.hpp>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <pthread.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace boost {
namespace named_locks {
namespace detail {

/// How long another process may take to set a segment up. It takes microseconds, unless that process is stopped.
inline constexpr std::chrono::seconds set_up_patience{ 5 };

/// Opens the segment at a path.
///
/// Who uses a segment keeps `LOCK_SH` on its file. Who gets `LOCK_EX` is alone with it, and sets it up: a new one, one
/// that somebody died in before it was ready, and also one that was ready, since a mutex may be held by a thread of
/// another boot, or by one that unmapped it. Who does not get `LOCK_EX` waits for `LOCK_SH`. Either way the segment is
/// in use only if, with `LOCK_SH` held, it is ready and the path still refers to it; otherwise all starts over. A new
/// descriptor is opened for that: an attempt to upgrade `LOCK_SH` loses it when it fails.
///
/// test/models/robust_setup.pml is a model of this.
class robust_set_up
{
public:
    robust_set_up(char const* path, creation create) noexcept : m_path(path), m_create(create) {}

    /// Returns: success; or a failure of `open_lock_file`, `other_user`, `wrong_mode`, `foreign_file`, `other_layout`,
    /// `other_abi`, `other_pid_namespace`, `no_space_on_device`, `timed_out` if others kept the segment from being
    /// ready for `set_up_patience`, or another error of the system.
    outcome run(robust_attachment& result) noexcept
    {
        no_cancellation const uncancelled;
        if (m_stamp.pid_namespace == 0)
            return outcome::system_failure(ENOENT, "stat of /proc/self/ns/pid");
        auto const attempt = [&] {
            outcome const tried = try_once(result);
            return tried.status() == lock_status::stale ? outcome(lock_status::busy) : tried;
        };
        outcome const polled = poll_until(std::chrono::steady_clock::now() + set_up_patience, attempt);
        return polled.status() == lock_status::busy ? outcome::generic_failure(std::errc::timed_out, "flock") : polled;
    }

    /// Opens a segment, which nobody else need use, to look at it.
    static outcome open_file(char const* path, creation create, unique_fd& file) noexcept
    {
        lock_options const options{ create, visibility::user };
        outcome const opened = open_lock_file(path, O_RDWR, options, file);
        struct ::stat status;
        // Why one may not open it is a matter of whose it is.
        if (opened.failed() && opened.error() == std::errc::permission_denied && ::lstat(path, &status) == 0)
        {
            outcome const trusted = check_trust(status);
            return trusted.failed() ? trusted : opened;
        }
        if (opened.failed())
            return opened;
        if (::fstat(file.get(), &status) != 0)
            return outcome::system_failure(errno, "fstat");
        if (status.st_nlink > 1 || status.st_size > static_cast< ::off_t >(robust_segment::size))
            return outcome::failure(named_lock_errc::foreign_file, "open");
        return check_trust(status);
    }

    /// Reads what stands in a segment. What is missing at its end is zero.
    static outcome read_page(int fd, robust_page& page) noexcept
    {
        page = robust_page();
        return read_at_begin(fd, &page, sizeof page) >= 0 ? outcome() : outcome::system_failure(errno, "pread");
    }

private:
    /// The C library keeps pointers in the mutex, which it follows: whoever may write there could make this process
    /// write anywhere.
    static outcome check_trust(struct ::stat const& status) noexcept
    {
        if (status.st_uid != ::geteuid())
            return outcome::failure(named_lock_errc::other_user, "open");
        if ((status.st_mode & 07777) != 0600)
            return outcome::failure(named_lock_errc::wrong_mode, "open");
        return outcome();
    }

    /// Returns: success, failure, or busy or stale if it has to be tried again.
    outcome try_once(robust_attachment& result) noexcept
    {
        unique_fd file;
        outcome done = open_file(m_path, m_create, file);
        if (done.failed())
            return done;
        int error = call_flock(file.get(), LOCK_EX | LOCK_NB);
        if (error == 0)
            done = set_up(file.get());
        else if (error != EWOULDBLOCK)
            done = outcome::system_failure(error, "flock");
        if (done.status() != lock_status::success)
            return done;

        error = call_flock(file.get(), LOCK_SH | LOCK_NB);
        if (error != 0)
            return error == EWOULDBLOCK ? outcome(lock_status::busy) : outcome::system_failure(error, "flock");
        robust_page page;
        done = read_named_page(file.get(), page);
        if (done.status() != lock_status::success)
            return done;
        done = check_before_use(page, m_stamp);
        if (!done.failed() && !is_set_up(page.header))
            done = lock_status::busy;
        if (done.status() == lock_status::success)
            done = result.map(file.get());
        if (done.status() == lock_status::success)
            result.keep_file(std::move(file));
        return done;
    }

    /// Returns: success, failure, or stale if the path does not refer to the segment any more.
    outcome read_named_page(int fd, robust_page& page) noexcept
    {
        outcome const checked = path_check::check(fd, m_path);
        return checked.status() == lock_status::success ? read_page(fd, page) : checked;
    }

    /// Called with `LOCK_EX` held. Returns: success, failure, or stale if the file is not the lock any more.
    outcome set_up(int fd) noexcept
    {
        robust_page page;
        outcome done = read_named_page(fd, page);
        if (done.status() == lock_status::success)
            done = check_before_set_up(page, m_stamp);
        if (done.status() != lock_status::success)
            return done;
        // Who was to remove it died before it could.
        if ((page.header.flags & robust_flags::removed) != 0)
            return ::unlink(m_path) == 0 ? outcome(lock_status::stale) : outcome::system_failure(errno, "unlink");
        // Without it, a file system without room would be found out by the first store, with a SIGBUS.
        int const error = allocate_at_begin(fd, robust_segment::size);
        if (error != 0)
            return outcome::system_failure(error, "posix_fallocate");
        robust_attachment mine;
        done = mine.map(fd);
        return done.failed() ? done : initialise(*mine.segment(), page.header);
    }

    /// Every prefix of these stores is a segment that the next one sets up, and that tells it of a death inside.
    outcome initialise(robust_segment& segment, robust_header const& before) noexcept
    {
        bool const abandoned = before.holder != 0 || (before.flags & robust_flags::abandoned) != 0;
        std::uint32_t const flags = abandoned ? robust_flags::abandoned : 0;
        segment.flags.store(flags);
        segment.magic.store(robust_header::right_magic);
        keep_order();
        segment.stamp = m_stamp;
        keep_order();
        // Not cleared before the flag is stored that remembers it.
        segment.holder.store(0);
        keep_order();

        std::memset(static_cast< void* >(&segment.mutex), 0, sizeof segment.mutex);
        ::pthread_mutexattr_t attributes;
        int error = ::pthread_mutexattr_init(&attributes);
        if (error == 0)
            error = ::pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
        if (error == 0)
            error = ::pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
        // Not another type: those compare thread ids, which are not those of one process alone.
        if (error == 0)
            error = ::pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_NORMAL);
        if (error == 0)
            error = ::pthread_mutex_init(&segment.mutex, &attributes);
        if (error != 0)
            return outcome::system_failure(error, "pthread_mutex_init");
        segment.flags.store(flags | robust_flags::ready);
        return outcome();
    }

    /// Of a process that is killed, the machine has executed what comes before an instruction and nothing behind it, so
    /// the compiler alone could mix these stores.
    static void keep_order() noexcept { std::atomic_signal_fence(std::memory_order_seq_cst); }

    char const* const m_path;
    creation const m_create;
    robust_stamp const m_stamp = own_stamp();
};

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_LINUX_ROBUST_SET_UP_HPP
