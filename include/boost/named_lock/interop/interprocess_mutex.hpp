// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The backend over Boost.Interprocess's `named_mutex`.

#ifndef BOOST_NAMED_LOCK_INTEROP_INTERPROCESS_MUTEX_HPP
#define BOOST_NAMED_LOCK_INTEROP_INTERPROCESS_MUTEX_HPP

#include <boost/named_lock/backend.hpp>
#include <boost/named_lock/detail/interprocess_call.hpp>
#include <boost/named_lock/detail/interprocess_object.hpp>
#include <boost/named_lock/name_domain.hpp>
#include <boost/named_lock/options.hpp>
#include <boost/named_lock/outcome.hpp>

#include <boost/config.hpp>

#if defined(BOOST_WINDOWS) && defined(BOOST_INTERPROCESS_FORCE_NATIVE_EMULATION)
#error "interprocess_mutex_backend promises what Boost.Interprocess's emulation does; use win32_mutex_backend instead"
#endif

#include <boost/interprocess/sync/named_mutex.hpp>

#include <atomic>
#include <chrono>

namespace boost {
namespace named_locks {

/// `boost::interprocess::named_mutex` behind the interface of a named lock, to compare with and to move away from.
///
/// | question   | answer                                                                                             |
/// |------------|----------------------------------------------------------------------------------------------------|
/// | threads    | Owned by nobody in particular: any thread of any process can unlock, and an unlock too many lets    |
/// |            | two in. A second `lock` on the holder's thread waits for ever.                                     |
/// | processes  | Excludes all that open the same name.                                                              |
/// | crash      | NOT released: when its holder is killed, the lock stays held until a reboot or until someone       |
/// |            | removes the name.                                                                                  |
/// | timed      | By the system (Linux) or by polling, until a time of the wall clock. Never early; as late as the    |
/// |            | wall clock is put back during the wait.                                                            |
/// | shared     | No.                                                                                                |
/// | fork       | The child opens the lock anew. What the parent held stays the parent's.                            |
/// | network    | Names are of one machine.                                                                          |
/// | fairness   | None is promised.                                                                                  |
/// | visibility | A POSIX semaphore (Linux: /dev/shm/sem.<name>), else a file in Boost.Interprocess's folder. Other   |
/// |            | users need write access to it.                                                                     |
///
/// Notes: There is no removal: a process that waits for a removed semaphore gets it later and cannot tell that everyone
/// else uses a new one. Who knows that nobody uses the lock may call `boost::interprocess::named_mutex::remove` with
/// the native name less its leading slash. On Windows the name of its file goes through the process's code page, and
/// its path, of which the folder takes about 50 characters, is limited to MAX_PATH.
class interprocess_mutex_backend
{
public:
    using name_domain = shared_memory_object;

    static constexpr char const* native_suffix = ".mutex";

    static constexpr bool excludes_handles = true;
    static constexpr bool thread_owned = false;
    static constexpr bool crash_safe = false;
    static constexpr bool reports_abandonment = false;
    static constexpr bool persistent_name = true;

    interprocess_mutex_backend() = default;
    interprocess_mutex_backend(interprocess_mutex_backend const&) = delete;
    interprocess_mutex_backend& operator=(interprocess_mutex_backend const&) = delete;

    /// Effects: Closes the mutex; unlocks it first if it is held through this object. (The system keeps no record of
    /// who holds it, so nobody else would do it.)
    ~interprocess_mutex_backend()
    {
        if (m_held.load(std::memory_order_relaxed))
            unlock();
        m_mutex.close();
    }

    /// Opens the mutex `name`, with or without its leading slash. `visibility::inherited` is mode 0644;
    /// `visibility::everyone` is 0666, but less the umask: Boost.Interprocess cannot change the mode of a semaphore.
    ///
    /// Returns: Success, or one of these failures among others: `named_lock_errc::invalid_name`;
    /// `std::errc::no_such_file_or_directory` with `creation::open_only`; `std::errc::permission_denied`; on Windows
    /// `std::errc::io_error` if Boost.Interprocess finds no folder for its files.
    outcome open(name_domain::native_name_type const& name, lock_options const& options) noexcept
    {
        return m_mutex.open(name, options, "boost::interprocess::named_mutex");
    }

    bool is_open() const noexcept { return m_mutex.is_open(); }

    void forget() noexcept
    {
        m_held.store(false, std::memory_order_relaxed);
        m_mutex.abandon();
    }

    /// Waits until the mutex is acquired. Returns: success or failure.
    outcome lock() noexcept
    {
        return taken(detail::interprocess_call("boost::interprocess::named_mutex::lock", [this] { m_mutex->lock(); }));
    }

    /// Returns: success, busy or failure.
    outcome try_lock() noexcept
    {
        return taken(detail::interprocess_call(
            "boost::interprocess::named_mutex::try_lock", [this] { return m_mutex->try_lock(); }));
    }

    /// Waits until the mutex is acquired or `deadline` has passed. Returns: success, busy or failure.
    outcome try_lock_until(std::chrono::steady_clock::time_point deadline) noexcept
    {
        return taken(detail::interprocess_timed_call(
            "boost::interprocess::named_mutex::timed_lock", deadline,
            [this](auto const& time) { return m_mutex->timed_lock(time); }));
    }

    /// Releases the mutex, whoever holds it. Returns: success or failure.
    outcome unlock() noexcept
    {
        // Before the release: afterwards the next holder in this process writes here.
        m_held.store(false, std::memory_order_relaxed);
        outcome const result =
            detail::interprocess_call("boost::interprocess::named_mutex::unlock", [this] { m_mutex->unlock(); });
        if (result.failed())
            m_held.store(true, std::memory_order_relaxed);
        return result;
    }

private:
    outcome taken(outcome const& result) noexcept
    {
        if (result.acquired())
            m_held.store(true, std::memory_order_relaxed);
        return result;
    }

    detail::interprocess_object< boost::interprocess::named_mutex > m_mutex;
    /// Whether it is held through this object.
    std::atomic< bool > m_held{ false };
};

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_INTEROP_INTERPROCESS_MUTEX_HPP
