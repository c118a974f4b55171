// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// How an acquisition is made: in which mode, and for how long it may wait.

#ifndef BOOST_NAMED_LOCK_DETAIL_PATIENCE_HPP
#define BOOST_NAMED_LOCK_DETAIL_PATIENCE_HPP

#include <boost/named_lock/outcome.hpp>

#include <chrono>

namespace boost {
namespace named_locks {
namespace detail {

using steady_time = std::chrono::steady_clock::time_point;

/// Waits as long as it takes.
struct forever
{
};

/// Does not wait.
struct never
{
};

/// Waits until a point of time.
struct until
{
    steady_time deadline;
};

/// One holder at a time.
struct exclusive_mode
{
    template< class Backend >
    static outcome acquire(Backend& backend, forever) noexcept { return backend.lock(); }
    template< class Backend >
    static outcome acquire(Backend& backend, never) noexcept { return backend.try_lock(); }
    template< class Backend >
    static outcome acquire(Backend& backend, until patience) noexcept
    {
        return backend.try_lock_until(patience.deadline);
    }
    template< class Backend >
    static outcome release(Backend& backend) noexcept { return backend.unlock(); }
};

/// Any number of holders, while nobody holds in exclusive mode.
struct shared_mode
{
    template< class Backend >
    static outcome acquire(Backend& backend, forever) noexcept { return backend.lock_shared(); }
    template< class Backend >
    static outcome acquire(Backend& backend, never) noexcept { return backend.try_lock_shared(); }
    template< class Backend >
    static outcome acquire(Backend& backend, until patience) noexcept
    {
        return backend.try_lock_shared_until(patience.deadline);
    }
    template< class Backend >
    static outcome release(Backend& backend) noexcept { return backend.unlock_shared(); }
};

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_PATIENCE_HPP
