// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The members of a lock that can be held in shared mode.

#ifndef BOOST_NAMED_LOCK_SHARED_LOCKABLE_HPP
#define BOOST_NAMED_LOCK_SHARED_LOCKABLE_HPP

#include <boost/named_lock/detail/deadline.hpp>
#include <boost/named_lock/detail/patience.hpp>

#include <boost/assert.hpp>
#include <boost/assert/source_location.hpp>

#include <system_error>

namespace boost {
namespace named_locks {

/// What the members of shared mode return for a backend that knows exclusive mode only. It has no values: the members
/// are deleted.
class this_backend_has_no_shared_mode;

/// What the timed members of shared mode return for a backend that cannot wait for shared mode with a deadline. It has
/// no values: the members are deleted.
class this_backend_has_no_timed_shared_mode;

/// A base of `basic_named_lock`, which adds the members of a SharedLockable: those of `std::shared_mutex`.
///
/// The threads of a process share one lock of the operating system: the first reader takes it, the last one gives it
/// back. Readers join the readers inside, unless a writer of this process waits. A handle may be held several times in
/// shared mode. There is no upgrade: `flock` would have to release the lock in between.
///
/// `abandoned()` of a shared hold tells what the holder that took the operating system's lock was told.
template< class Lock, bool HasSharedMode >
class shared_lockable
{
public:
    /// Requires: The calling thread does not hold the lock.
    /// Effects: Waits until the lock is held in shared mode.
    /// Throws: `lock_error`, with the errors of `lock`.
    void lock_shared()
    {
        self().m_handle.acquired(acquire(detail::forever()), BOOST_CURRENT_LOCATION);
    }

    /// As above, but sets `ec` instead of throwing.
    void lock_shared(std::error_code& ec) noexcept { self().m_handle.acquired(acquire(detail::forever()), ec); }

    /// Effects: Takes the lock in shared mode if that is possible without waiting. It may fail while another thread of
    /// this process is about to take it or to give it back.
    /// Returns: Whether the lock is held.
    /// Throws: `lock_error`, with the errors of `lock`.
    bool try_lock_shared()
    {
        return self().m_handle.acquired(acquire(detail::never()), BOOST_CURRENT_LOCATION);
    }

    /// As above, but sets `ec` instead of throwing. A lock that is held is not an error.
    bool try_lock_shared(std::error_code& ec) noexcept
    {
        return self().m_handle.acquired(acquire(detail::never()), ec);
    }

    /// Requires: The lock is held in shared mode through this handle.
    /// Effects: Gives one hold back. Nothing in a child of `fork`, if the hold is the parent's.
    /// Throws: Nothing. A failure is an assertion; the lock stays held.
    void unlock_shared() noexcept
    {
        std::error_code ec;
        unlock_shared(ec);
        BOOST_ASSERT_MSG(!ec, "a named lock could not be unlocked; is it held through this handle?");
    }

    /// As above, but sets `ec`: to `std::errc::operation_not_permitted` if the lock is not held in shared mode through
    /// this handle, otherwise to the error of the operating system. After an error nothing has changed.
    void unlock_shared(std::error_code& ec) noexcept
    {
        ec = self().m_handle.release(detail::shared_mode()).error();
    }

protected:
    ~shared_lockable() = default;

private:
    Lock& self() noexcept { return static_cast< Lock& >(*this); }

    template< class Patience >
    outcome acquire(Patience patience) noexcept
    {
        return self().m_handle.acquire(detail::shared_mode(), patience);
    }
};

template< class Lock >
class shared_lockable< Lock, false >
{
public:
    template< class Because = this_backend_has_no_shared_mode, class... Arguments >
    Because lock_shared(Arguments&&...) = delete;
    template< class Because = this_backend_has_no_shared_mode, class... Arguments >
    Because try_lock_shared(Arguments&&...) = delete;
    template< class Because = this_backend_has_no_shared_mode, class... Arguments >
    Because unlock_shared(Arguments&&...) = delete;

protected:
    ~shared_lockable() = default;
};

/// A base of `basic_named_lock`, which adds the timed members of `std::shared_timed_mutex`. See `timed_lockable` for
/// what is said there of durations and time points.
template< class Lock, bool HasTimedSharedMode >
class timed_shared_lockable
{
public:
    /// Effects: Waits until the lock is held in shared mode, but no longer than `timeout`.
    /// Returns: Whether the lock is held.
    /// Throws: `lock_error`, with the errors of `lock`.
    template< class Duration >
    bool try_lock_shared_for(Duration const& timeout)
    {
        return self().m_handle.acquired(acquire_for(timeout), BOOST_CURRENT_LOCATION);
    }

    /// As above, but sets `ec` instead of throwing. Running out of time is not an error.
    template< class Duration >
    bool try_lock_shared_for(Duration const& timeout, std::error_code& ec) noexcept
    {
        return self().m_handle.acquired(acquire_for(timeout), ec);
    }

    /// Effects: Waits until the lock is held in shared mode, but not after `deadline`.
    /// Returns: Whether the lock is held.
    /// Throws: `lock_error`, with the errors of `lock`.
    template< class TimePoint >
    bool try_lock_shared_until(TimePoint const& deadline)
    {
        return self().m_handle.acquired(acquire_until(deadline), BOOST_CURRENT_LOCATION);
    }

    /// As above, but sets `ec` instead of throwing. Running out of time is not an error.
    template< class TimePoint >
    bool try_lock_shared_until(TimePoint const& deadline, std::error_code& ec) noexcept
    {
        return self().m_handle.acquired(acquire_until(deadline), ec);
    }

protected:
    ~timed_shared_lockable() = default;

private:
    Lock& self() noexcept { return static_cast< Lock& >(*this); }

    auto attempt() noexcept
    {
        return [this](auto patience) { return self().m_handle.acquire(detail::shared_mode(), patience); };
    }

    template< class Duration >
    outcome acquire_for(Duration const& timeout) noexcept
    {
        return detail::attempt_for(detail::to_wait(timeout), attempt());
    }

    template< class TimePoint >
    outcome acquire_until(TimePoint const& deadline) noexcept
    {
        return detail::attempt_until(deadline, attempt());
    }
};

template< class Lock >
class timed_shared_lockable< Lock, false >
{
public:
    template< class Because = this_backend_has_no_timed_shared_mode, class... Arguments >
    Because try_lock_shared_for(Arguments&&...) = delete;
    template< class Because = this_backend_has_no_timed_shared_mode, class... Arguments >
    Because try_lock_shared_until(Arguments&&...) = delete;

protected:
    ~timed_shared_lockable() = default;
};

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_SHARED_LOCKABLE_HPP
