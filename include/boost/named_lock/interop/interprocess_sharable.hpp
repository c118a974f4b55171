// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The backend over Boost.Interprocess's `named_sharable_mutex`.

#ifndef BOOST_NAMED_LOCK_INTEROP_INTERPROCESS_SHARABLE_HPP
#define BOOST_NAMED_LOCK_INTEROP_INTERPROCESS_SHARABLE_HPP

#include <boost/named_lock/backend.hpp>
#include <boost/named_lock/detail/interprocess_call.hpp>
#include <boost/named_lock/detail/interprocess_object.hpp>
#include <boost/named_lock/name_domain.hpp>
#include <boost/named_lock/options.hpp>
#include <boost/named_lock/outcome.hpp>

#include <boost/interprocess/sync/named_sharable_mutex.hpp>

#include <atomic>
#include <chrono>

namespace boost {
namespace named_locks {

/// `boost::interprocess::named_sharable_mutex` behind the interface of a named lock, to compare with and to move away
/// from.
///
/// | question   | answer                                                                                             |
/// |------------|----------------------------------------------------------------------------------------------------|
/// | threads    | Owned by nobody in particular: any thread can unlock. A second `lock` on the holder's thread waits  |
/// |            | for ever.                                                                                          |
/// | processes  | Excludes all that open the same name.                                                              |
/// | crash      | NOT released: when a holder is killed, exclusive or shared, the lock stays held until a reboot or   |
/// |            | until someone removes the name. A process killed inside any call, while it only waits too, may do   |
/// |            | the same: it leaves the object's inner mutex locked. With the emulation on Windows a killed waiter  |
/// |            | does so regularly.                                                                                 |
/// | timed      | By the system (Linux) or by polling, until a time of the wall clock. Never early; as late as the    |
/// |            | wall clock is put back during the wait.                                                            |
/// | shared     | Yes. A waiting writer keeps new readers out.                                                       |
/// | fork       | The child opens the lock anew. What the parent held stays the parent's.                            |
/// | network    | Names are of one machine.                                                                          |
/// | fairness   | None is promised.                                                                                  |
/// | visibility | Shared memory (Linux: /dev/shm/<name>), else a file in Boost.Interprocess's folder. Other users     |
/// |            | need write access to it.                                                                           |
///
/// Notes: `try_lock` and `try_lock_shared` may find the lock busy although it is free, while another thread or process
/// is just inside a call on the same name. There is no removal, for the reason that `interprocess_mutex_backend` gives,
/// and on Windows there are its limits of names.
class interprocess_sharable_backend
{
public:
    using name_domain = shared_memory_object;

    static constexpr char const* native_suffix = ".sharable";

    static constexpr bool excludes_handles = true;
    static constexpr bool thread_owned = false;
    static constexpr bool crash_safe = false;
    static constexpr bool reports_abandonment = false;
    static constexpr bool persistent_name = true;

    interprocess_sharable_backend() = default;
    interprocess_sharable_backend(interprocess_sharable_backend const&) = delete;
    interprocess_sharable_backend& operator=(interprocess_sharable_backend const&) = delete;

    /// Effects: Closes the mutex; unlocks it first as often as it is held through this object. (The object keeps no
    /// record of who holds it, so nobody else would do it.)
    ~interprocess_sharable_backend()
    {
        if (m_held.load(std::memory_order_relaxed))
            unlock();
        while (m_readers.load(std::memory_order_relaxed) != 0u && !unlock_shared().failed())
        {
        }
        m_mutex.close();
    }

    /// Opens the mutex `name`, with or without its leading slash. `visibility::inherited` is mode 0644,
    /// whatever the umask is.
    ///
    /// Returns: Success, or one of these failures among others: `named_lock_errc::invalid_name`;
    /// `std::errc::no_such_file_or_directory` with `creation::open_only`; `std::errc::permission_denied`; on Windows
    /// `std::errc::io_error` if Boost.Interprocess finds no folder for its files.
    outcome open(name_domain::native_name_type const& name, lock_options const& options) noexcept
    {
        return m_mutex.open(name, options, "boost::interprocess::named_sharable_mutex");
    }

    bool is_open() const noexcept { return m_mutex.is_open(); }

    void forget() noexcept
    {
        m_held.store(false, std::memory_order_relaxed);
        m_readers.store(0u, std::memory_order_relaxed);
        m_mutex.abandon();
    }

    /// Waits until the mutex is acquired. Returns: success or failure.
    outcome lock() noexcept
    {
        return taken(
            detail::interprocess_call("boost::interprocess::named_sharable_mutex::lock", [this] { m_mutex->lock(); }));
    }

    /// Returns: success, busy or failure.
    outcome try_lock() noexcept
    {
        return taken(detail::interprocess_call(
            "boost::interprocess::named_sharable_mutex::try_lock", [this] { return m_mutex->try_lock(); }));
    }

    /// Waits until the mutex is acquired or `deadline` has passed. Returns: success, busy or failure.
    outcome try_lock_until(std::chrono::steady_clock::time_point deadline) noexcept
    {
        return taken(detail::interprocess_timed_call(
            "boost::interprocess::named_sharable_mutex::timed_lock", deadline,
            [this](auto const& time) { return m_mutex->timed_lock(time); }));
    }

    /// Releases the mutex, whoever holds it. Returns: success or failure.
    outcome unlock() noexcept
    {
        // Before the release: afterwards the next holder in this process writes here.
        m_held.store(false, std::memory_order_relaxed);
        outcome const result = detail::interprocess_call(
            "boost::interprocess::named_sharable_mutex::unlock", [this] { m_mutex->unlock(); });
        if (result.failed())
            m_held.store(true, std::memory_order_relaxed);
        return result;
    }

    /// Waits until the mutex is acquired in shared mode. Returns: success or failure.
    outcome lock_shared() noexcept
    {
        return joined(detail::interprocess_call(
            "boost::interprocess::named_sharable_mutex::lock_sharable", [this] { m_mutex->lock_sharable(); }));
    }

    /// Returns: success, busy or failure.
    outcome try_lock_shared() noexcept
    {
        return joined(detail::interprocess_call("boost::interprocess::named_sharable_mutex::try_lock_sharable", [this] {
            return m_mutex->try_lock_sharable();
        }));
    }

    /// Waits until the mutex is acquired in shared mode or `deadline` has passed. Returns: success, busy or failure.
    outcome try_lock_shared_until(std::chrono::steady_clock::time_point deadline) noexcept
    {
        return joined(detail::interprocess_timed_call(
            "boost::interprocess::named_sharable_mutex::timed_lock_sharable", deadline,
            [this](auto const& time) { return m_mutex->timed_lock_sharable(time); }));
    }

    /// Releases one hold in shared mode. Returns: success or failure.
    outcome unlock_shared() noexcept
    {
        m_readers.fetch_sub(1u, std::memory_order_relaxed);
        outcome const result = detail::interprocess_call(
            "boost::interprocess::named_sharable_mutex::unlock_sharable", [this] { m_mutex->unlock_sharable(); });
        if (result.failed())
            m_readers.fetch_add(1u, std::memory_order_relaxed);
        return result;
    }

private:
    outcome taken(outcome const& result) noexcept
    {
        if (result.acquired())
            m_held.store(true, std::memory_order_relaxed);
        return result;
    }

    outcome joined(outcome const& result) noexcept
    {
        if (result.acquired())
            m_readers.fetch_add(1u, std::memory_order_relaxed);
        return result;
    }

    detail::interprocess_object< boost::interprocess::named_sharable_mutex > m_mutex;
    /// Whether it is held through this object, and how often in shared mode.
    std::atomic< bool > m_held{ false };
    std::atomic< unsigned > m_readers{ 0u };
};

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_INTEROP_INTERPROCESS_SHARABLE_HPP
