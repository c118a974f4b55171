// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The members of a lock that wait with a deadline in exclusive mode.

#ifndef BOOST_NAMED_LOCK_TIMED_LOCKABLE_HPP
#define BOOST_NAMED_LOCK_TIMED_LOCKABLE_HPP

#include <boost/named_lock/detail/deadline.hpp>
#include <boost/named_lock/detail/patience.hpp>
#include <boost/named_lock/fwd.hpp>

#include <boost/assert/source_location.hpp>

#include <mutex>
#include <system_error>
#include <utility>

namespace boost {
namespace named_locks {

/// What the timed members return for a backend that cannot wait with a deadline. It has no values: the members are
/// deleted.
class this_backend_has_no_timed_mode;

/// A base of `basic_named_lock`, which adds the members of a TimedLockable.
///
/// Durations and time points are those of `<chrono>` or of Boost.Chrono, of any representation. A duration that is
/// zero, negative or NaN does not wait, and one of 100 years or more waits without a deadline. A deadline on a steady
/// clock is not touched when the system's time is set. One on another clock is that clock's: it is asked again every 50
/// ms.
///
/// Where the operating system has no timed form (`flock`), a release is noticed up to 1.5 ms late.
template< class Lock, bool HasTimedMode >
class timed_lockable
{
public:
    /// Effects: Waits until the lock is held in exclusive mode, but no longer than `timeout`.
    /// Returns: Whether the lock is held.
    /// Throws: `lock_error`, with the errors of `lock`.
    template< class Duration >
    bool try_lock_for(Duration const& timeout)
    {
        return self().m_handle.acquired(acquire_for(timeout), BOOST_CURRENT_LOCATION);
    }

    /// As above, but sets `ec` instead of throwing. Running out of time is not an error.
    template< class Duration >
    bool try_lock_for(Duration const& timeout, std::error_code& ec) noexcept
    {
        return self().m_handle.acquired(acquire_for(timeout), ec);
    }

    /// Effects: Waits until the lock is held in exclusive mode, but not after `deadline`.
    /// Returns: Whether the lock is held.
    /// Throws: `lock_error`, with the errors of `lock`.
    template< class TimePoint >
    bool try_lock_until(TimePoint const& deadline)
    {
        return self().m_handle.acquired(acquire_until(deadline), BOOST_CURRENT_LOCATION);
    }

    /// As above, but sets `ec` instead of throwing. Running out of time is not an error.
    template< class TimePoint >
    bool try_lock_until(TimePoint const& deadline, std::error_code& ec) noexcept
    {
        return self().m_handle.acquired(acquire_until(deadline), ec);
    }

    /// Returns: A guard with a handle of its own; empty if the lock could not be acquired in time.
    /// Throws: `lock_error`, with the errors of `lock`.
    template< class Duration >
    basic_guard< Lock > try_acquire_for(Duration const& timeout) const
    {
        Lock handle(self());
        return guard_if(handle.try_lock_for(timeout), handle);
    }

    /// As above, but sets `ec` instead of throwing.
    template< class Duration >
    basic_guard< Lock > try_acquire_for(Duration const& timeout, std::error_code& ec) const noexcept
    {
        Lock handle(self());
        return guard_if(handle.try_lock_for(timeout, ec), handle);
    }

    /// Returns: A guard with a handle of its own; empty if the lock could not be acquired in time.
    /// Throws: `lock_error`, with the errors of `lock`.
    template< class TimePoint >
    basic_guard< Lock > try_acquire_until(TimePoint const& deadline) const
    {
        Lock handle(self());
        return guard_if(handle.try_lock_until(deadline), handle);
    }

    /// As above, but sets `ec` instead of throwing.
    template< class TimePoint >
    basic_guard< Lock > try_acquire_until(TimePoint const& deadline, std::error_code& ec) const noexcept
    {
        Lock handle(self());
        return guard_if(handle.try_lock_until(deadline, ec), handle);
    }

protected:
    ~timed_lockable() = default;

private:
    Lock& self() noexcept { return static_cast< Lock& >(*this); }
    Lock const& self() const noexcept { return static_cast< Lock const& >(*this); }

    auto attempt() noexcept
    {
        return [this](auto patience) { return self().m_handle.acquire(detail::exclusive_mode(), patience); };
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

    static basic_guard< Lock > guard_if(bool acquired, Lock& handle) noexcept
    {
        return acquired ? basic_guard< Lock >(std::move(handle), std::adopt_lock) : basic_guard< Lock >();
    }
};

template< class Lock >
class timed_lockable< Lock, false >
{
public:
    template< class Because = this_backend_has_no_timed_mode, class... Arguments >
    Because try_lock_for(Arguments&&...) = delete;
    template< class Because = this_backend_has_no_timed_mode, class... Arguments >
    Because try_lock_until(Arguments&&...) = delete;
    template< class Because = this_backend_has_no_timed_mode, class... Arguments >
    Because try_acquire_for(Arguments&&...) = delete;
    template< class Because = this_backend_has_no_timed_mode, class... Arguments >
    Because try_acquire_until(Arguments&&...) = delete;

protected:
    ~timed_lockable() = default;
};

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_TIMED_LOCKABLE_HPP
