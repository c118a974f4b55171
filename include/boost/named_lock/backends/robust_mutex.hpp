// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A backend for Linux that does not enter the kernel when nobody else wants the lock, and still is crash safe.

#ifndef BOOST_NAMED_LOCK_BACKENDS_ROBUST_MUTEX_HPP
#define BOOST_NAMED_LOCK_BACKENDS_ROBUST_MUTEX_HPP

#include <boost/config.hpp>

#if !defined(__linux__)
#error "boost/named_lock/backends/robust_mutex.hpp is for Linux; flock.hpp is for all POSIX systems"
#endif

#include <boost/named_lock/detail/linux/processors.hpp>
#include <boost/named_lock/detail/linux/robust_attachment.hpp>
#include <boost/named_lock/detail/linux/robust_segment.hpp>
#include <boost/named_lock/detail/linux/robust_set_up.hpp>
#include <boost/named_lock/detail/linux/thread_holds.hpp>
#include <boost/named_lock/detail/linux/timed_mutex.hpp>
#include <boost/named_lock/detail/owner_record_format.hpp>
#include <boost/named_lock/detail/posix/unique_fd.hpp>
#include <boost/named_lock/detail/process_identity.hpp>
#include <boost/named_lock/detail/processor_pause.hpp>
#include <boost/named_lock/name_domain.hpp>
#include <boost/named_lock/options.hpp>
#include <boost/named_lock/outcome.hpp>
#include <boost/named_lock/owner_info.hpp>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include <pthread.h>
#include <unistd.h>

#if !defined(__GLIBC__) || !__GLIBC_PREREQ(2, 30)
#error "boost/named_lock/backends/robust_mutex.hpp needs glibc 2.30 or newer, for pthread_mutex_clocklock"
#endif

namespace boost {
namespace named_locks {

/// A robust mutex of the C library in shared memory, for the processes of one user.
///
/// | question   | answer                                                                                             |
/// |------------|----------------------------------------------------------------------------------------------------|
/// | threads    | Owned by a thread: who locked must unlock. The lock state guards against a second lock on the      |
/// |            | owner's thread. A thread holds at most 2048 of them; the next one is `no_lock_available`.           |
/// | processes  | Those of one user, in one pid namespace, with one C library and word size. Others are refused.     |
/// | crash      | Released when the owning thread ends or its process ends or calls `exec`. The next owner is told,  |
/// |            | if that thread was between the end of its `lock` and the beginning of its `unlock`.                |
/// | timed      | By the kernel, on the monotonic clock.                                                             |
/// | shared     | No.                                                                                                |
/// | fork       | The child drops its mapping, which releases nothing.                                               |
/// | network    | Names are of one machine, and of one /dev/shm: containers have their own unless it is shared.      |
/// | fairness   | None: who comes just now may overtake those who sleep.                                             |
/// | visibility | A file of mode 0600 in /dev/shm. Its name goes with a reboot.                                      |
///
/// Notes: Who deletes the file by other means than `remove()` while somebody uses the lock splits the users in two,
/// which nobody notices: no system call is made that could. systemd-logind does so (`RemoveIPC=`) when a user who is
/// not a system user has logged out everywhere. Who truncates the file kills its users by SIGBUS. Each removal that a
/// lock state lives through keeps a page of address space until the last handle goes, because threads may still wait
/// there.
///
/// What is said of the kernel is in Documentation/locking/robust-futexes.rst and pthread_mutexattr_setrobust(3).
class robust_mutex_backend
{
public:
    using name_domain = shared_memory_object;
    using native_handle_type = ::pthread_mutex_t*;

    static constexpr char const* native_suffix = ".robust";

    static constexpr bool excludes_handles = false;
    static constexpr bool thread_owned = true;
    static constexpr bool crash_safe = true;
    static constexpr bool reports_abandonment = true;
    static constexpr bool persistent_name = true;
    static constexpr bool one_user = true;

    robust_mutex_backend() = default;
    robust_mutex_backend(robust_mutex_backend const&) = delete;
    robust_mutex_backend& operator=(robust_mutex_backend const&) = delete;

    /// Effects: If the calling thread holds the lock, abandons it. If another thread does, the lock stays held until
    /// that thread ends, and is then abandoned.
    ~robust_mutex_backend()
    {
        release_own_hold();
        drop_segments();
    }

    /// Opens the segment `name`, with or without its leading slash, and sets it up if nobody uses it.
    ///
    /// Returns: Success, or one of these failures among others: `no_such_file_or_directory` with `creation::open_only`;
    /// `not_supported` for `visibility::everyone`; `named_lock_errc::other_user`, `wrong_mode`, `not_a_lock_object`,
    /// `foreign_file`, `other_layout`, `other_abi`, `other_pid_namespace`; `no_space_on_device`; `timed_out` if another
    /// process was stopped while it set the segment up.
    ///
    /// Notes: May wait for others who open the segment, but not for who holds the lock.
    outcome open(name_domain::native_name_type const& name, lock_options const& options)
    {
        if (options.visible_to == visibility::everyone)
            return outcome::generic_failure(std::errc::not_supported, "open");
        release_own_hold();
        auto opened = std::make_unique< open_segment >(name);
        // Another thread may have done it, and a third one hold the lock by now.
        open_segment const* const current = m_current.load(std::memory_order_relaxed);
        if (current != nullptr && current->path == opened->path && current->still_good())
            return outcome();
        outcome const done = detail::robust_set_up(opened->path.c_str(), options.create).run(opened->attachment);
        if (done.failed())
            return done;
        if (m_segments)
            m_segments->attachment.close_file();
        opened->previous = std::move(m_segments);
        m_segments = std::move(opened);
        m_current.store(m_segments.get(), std::memory_order_release);
        return outcome();
    }

    bool is_open() const noexcept { return m_current.load(std::memory_order_relaxed) != nullptr; }

    void forget() noexcept
    {
        // What the parent's thread holds, this thread, its copy, does not.
        if (m_owner.load(std::memory_order_relaxed) == &detail::this_thread_holds())
            --detail::this_thread_holds().count;
        m_owner.store(nullptr, std::memory_order_relaxed);
        drop_segments();
    }

    /// Waits until the mutex is acquired. Returns: success, abandoned, stale or failure.
    outcome lock() noexcept
    {
        return acquire(
            most_spins, [](open_segment const& segment) { return ::pthread_mutex_lock(&segment.words().mutex); });
    }

    /// Returns: success, abandoned, busy, stale or failure.
    outcome try_lock() noexcept
    {
        return acquire(no_spins, [](open_segment const&) { return EBUSY; });
    }

    /// Waits until the mutex is acquired or `deadline` has passed. Returns: success, abandoned, busy, stale or failure.
    outcome try_lock_until(std::chrono::steady_clock::time_point deadline) noexcept
    {
        return acquire(most_spins, [deadline](open_segment const& segment) {
            return detail::lock_mutex_until(segment.words().mutex, deadline);
        });
    }

    /// Releases the mutex. Returns: Success, or failure: `operation_not_permitted` on any thread but the one that
    /// locked. Then the mutex is held as before.
    outcome unlock() noexcept
    {
        detail::thread_holds& holds = detail::this_thread_holds();
        if (BOOST_UNLIKELY(m_owner.load(std::memory_order_relaxed) != &holds))
            return outcome::system_failure(EPERM, "pthread_mutex_unlock");
        open_segment& segment = held();
        // Both before the release: afterwards the next owner writes there.
        m_owner.store(nullptr, std::memory_order_relaxed);
        end_section(segment);
        int const error = ::pthread_mutex_unlock(&segment.words().mutex);
        if (BOOST_UNLIKELY(error != 0))
        {
            begin_section(segment);
            m_owner.store(&holds, std::memory_order_relaxed);
            return outcome::system_failure(error, "pthread_mutex_unlock");
        }
        --holds.count;
        return outcome();
    }

    /// Removes the name. Whoever acquires the mutex later, by a handle that is open, opens the name anew. Returns:
    /// success, stale if the name refers to another object already, or failure.
    outcome remove() noexcept
    {
        // The flag first: if this process dies before it has removed the name, the next owner does it.
        std::atomic< std::uint32_t >& flags = held().words().flags;
        flags.fetch_or(detail::robust_flags::removed);
        outcome const removed = held().attachment.unlink(held().path.c_str());
        if (removed.failed())
            flags.fetch_and(~detail::robust_flags::removed);
        return removed;
    }

    bool still_linked() const noexcept { return m_current.load(std::memory_order_acquire)->still_linked(); }

    /// Returns: The process that holds the lock of the segment `name`, as far as it lives in the caller's pid
    /// namespace; in another time namespace it is not recognised. It is not known since when.
    static std::optional< owner_info > owner(name_domain::native_name_type const& name)
    {
        detail::unique_fd file;
        detail::robust_page page;
        if (detail::robust_set_up::open_file(path_of(name).c_str(), creation::open_only, file).failed() ||
            detail::robust_set_up::read_page(file.get(), page).failed() || !detail::is_set_up(page.header) ||
            detail::check_before_use(page, detail::own_stamp()).failed())
            return std::nullopt;
        detail::holder_word const holder(page.header.holder);
        if (holder.value() == 0 || !detail::is_alive(holder.pid(), holder.start_time()))
            return std::nullopt;
        owner_info owner;
        owner.pid = holder.pid();
        owner.start_time = holder.start_time();
        owner.boot_id = detail::boot_id();
        owner.host = detail::host_name();
        owner.program = detail::program_name(holder.pid());
        return owner;
    }

    /// Returns: The mutex of the segment that is open now, to look at; null if none is.
    native_handle_type native_handle() const noexcept
    {
        open_segment* const segment = m_current.load(std::memory_order_acquire);
        return segment != nullptr ? &segment->words().mutex : nullptr;
    }

private:
    /// A segment and what goes with it. It changes no more once it is `m_current`, except that its file may be closed.
    struct open_segment
    {
        explicit open_segment(std::string const& name) : path(path_of(name)), self(this_process()) {}

        detail::robust_segment& words() const noexcept { return *attachment.segment(); }

        bool still_linked() const noexcept
        {
            return attachment.check_path(path.c_str()).status() == lock_status::success;
        }
        bool still_good() const noexcept
        {
            std::uint32_t const flags = words().flags.load(std::memory_order_relaxed);
            return (flags & detail::robust_flags::ready) != 0 && (flags & detail::robust_flags::removed) == 0 &&
                still_linked();
        }

        detail::robust_attachment attachment;
        std::string const path;
        std::uint64_t const self;
        bool const alone = !detail::runs_on_several_processors();
        std::unique_ptr< open_segment > previous;
    };

    static constexpr int no_spins = 0;
    static constexpr int most_spins = 100;

    static std::string path_of(std::string const& name)
    {
        return name.compare(0, 1, "/") == 0 ? "/dev/shm" + name : "/dev/shm/" + name;
    }

    static std::uint64_t this_process()
    {
        std::int64_t const pid = ::getpid();
        return detail::holder_word(pid, detail::process_start_time(pid)).value();
    }

    // The section is what lies between these two: a death there is reported.

    static void begin_section(open_segment const& segment) noexcept
    {
        segment.words().holder.store(segment.self, std::memory_order_relaxed);
        std::atomic_signal_fence(std::memory_order_seq_cst);
    }

    static void end_section(open_segment const& segment) noexcept
    {
        std::atomic_signal_fence(std::memory_order_seq_cst);
        segment.words().holder.store(0, std::memory_order_relaxed);
    }

    /// Tries to acquire the mutex without waiting, and then by `wait`, which returns what a waiting call of the C
    /// library returned.
    template< class Wait >
    outcome acquire(int spins, Wait wait) noexcept
    {
        detail::thread_holds& holds = detail::this_thread_holds();
        if (BOOST_UNLIKELY(holds.count >= detail::most_robust_holds))
            return outcome::generic_failure(std::errc::no_lock_available, "pthread_mutex_lock");
        open_segment& segment = *m_current.load(std::memory_order_acquire);
        ::pthread_mutex_t& mutex = segment.words().mutex;
        int error = ::pthread_mutex_trylock(&mutex);
        if (BOOST_UNLIKELY(error == EBUSY))
        {
            for (int spin = segment.alone ? 0 : spins; error == EBUSY && spin > 0; --spin)
            {
                detail::processor_pause();
                // A look at the holder does not take the cache line away from it, as an attempt would.
                if (segment.words().holder.load(std::memory_order_relaxed) == 0)
                    error = ::pthread_mutex_trylock(&mutex);
            }
            if (error == EBUSY)
                error = wait(segment);
        }
        bool const ready = segment.words().flags.load(std::memory_order_relaxed) == detail::robust_flags::ready;
        if (BOOST_UNLIKELY(error != 0 || !ready))
            return acquired_otherwise(segment, holds, error);
        acquired(segment, holds);
        return outcome();
    }

    open_segment& held() const noexcept { return *m_held.load(std::memory_order_relaxed); }

    void acquired(open_segment& segment, detail::thread_holds& holds) noexcept
    {
        begin_section(segment);
        m_held.store(&segment, std::memory_order_relaxed);
        m_owner.store(&holds, std::memory_order_relaxed);
        ++holds.count;
    }

    BOOST_NOINLINE outcome acquired_otherwise(open_segment& segment, detail::thread_holds& holds, int error) noexcept
    {
        using namespace detail::robust_flags;
        if (error == EBUSY || error == ETIMEDOUT)
            return lock_status::busy;
        ::pthread_mutex_t& mutex = segment.words().mutex;
        bool const owner_died = error == EOWNERDEAD;
        if (owner_died)
            error = ::pthread_mutex_consistent(&mutex);
        if (error != 0)
            return outcome::system_failure(error, "pthread_mutex_lock");

        std::uint32_t const flags = segment.words().flags.load(std::memory_order_relaxed);
        if ((flags & removed) != 0 || (flags & ready) == 0)
        {
            // Who set the flag may have died before it removed the name.
            if ((flags & removed) != 0)
                static_cast< void >(segment.attachment.unlink(segment.path.c_str()));
            ::pthread_mutex_unlock(&mutex);
            return lock_status::stale;
        }
        bool const died_inside = owner_died && segment.words().holder.load(std::memory_order_relaxed) != 0;
        // Now that a death of this owner would be noticed, the note of the other one may go.
        acquired(segment, holds);
        segment.words().flags.store(ready, std::memory_order_relaxed);
        return died_inside || (flags & abandoned) != 0 ? lock_status::abandoned : lock_status::success;
    }

    /// Releases what was not unlocked. It counts as a death: the section may have been left in the middle.
    void release_own_hold() noexcept
    {
        if (m_owner.load(std::memory_order_relaxed) != &detail::this_thread_holds())
            return;
        held().words().flags.fetch_or(detail::robust_flags::abandoned);
        static_cast< void >(unlock());
    }

    void drop_segments() noexcept
    {
        m_current.store(nullptr, std::memory_order_relaxed);
        bool const someone_holds = m_owner.exchange(nullptr, std::memory_order_relaxed) != nullptr;
        while (m_segments)
        {
            if (someone_holds && m_segments.get() == &held())
                m_segments->attachment.leak();
            m_segments = std::move(m_segments->previous);
        }
    }

    /// What threads use that begin to lock.
    std::atomic< open_segment* > m_current{ nullptr };
    /// What is held, known to the owner alone.
    std::atomic< open_segment* > m_held{ nullptr };
    /// Which thread of this process holds the mutex through this object. Only compared with the own one.
    std::atomic< detail::thread_holds* > m_owner{ nullptr };
    /// All that were opened, the last one first.
    std::unique_ptr< open_segment > m_segments;
};

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_BACKENDS_ROBUST_MUTEX_HPP
