// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Calls Boost.Interprocess and makes an outcome of what it returns or throws. Needs exceptions.

#ifndef BOOST_NAMED_LOCK_DETAIL_INTERPROCESS_CALL_HPP
#define BOOST_NAMED_LOCK_DETAIL_INTERPROCESS_CALL_HPP

#include <boost/named_lock/detail/cancellation.hpp>
#include <boost/named_lock/outcome.hpp>

#include <boost/config.hpp>

#if defined(BOOST_WINDOWS)
#include <boost/named_lock/detail/win32/interprocess_system.hpp>
#else
#include <boost/named_lock/detail/posix/interprocess_system.hpp>
#endif

#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <boost/interprocess/errors.hpp>
#include <boost/interprocess/exceptions.hpp>

#include <algorithm>
#include <chrono>
#include <new>
#include <system_error>
#include <type_traits>

namespace boost {
namespace named_locks {
namespace detail {

/// Boost.Interprocess keeps the system's error, except where it found the fault itself.
inline outcome
interprocess_failure(boost::interprocess::interprocess_exception const& failure, char const* call) noexcept
{
    if (failure.get_native_error() != 0)
        return outcome::system_failure(failure.get_native_error(), call);
    switch (failure.get_error_code())
    {
    case boost::interprocess::owner_dead_error:
        return outcome::generic_failure(std::errc::owner_dead, call);
    case boost::interprocess::lock_error:
        return outcome::generic_failure(std::errc::resource_deadlock_would_occur, call);
    case boost::interprocess::size_error:
    case boost::interprocess::corrupted_error:
        return outcome::generic_failure(std::errc::bad_message, call);
    case boost::interprocess::out_of_memory_error:
        return outcome::generic_failure(std::errc::not_enough_memory, call);
    default:
        return outcome::generic_failure(std::errc::io_error, call);
    }
}

/// Calls `function`, again and again while signals interrupt it.
///
/// Returns: Success, or busy if `function` returned `false`, or the failure that it threw.
template< class Function >
outcome interprocess_call(char const* call, Function function) noexcept
{
    // Its waits and opens are cancellation points, and a cancellation would unwind through `noexcept`.
    no_cancellation const guard;
    for (;;)
    {
        try
        {
            if constexpr (std::is_same< decltype(function()), bool >::value)
                return function() ? lock_status::success : lock_status::busy;
            else
                return function(), outcome();
        }
        catch (boost::interprocess::interprocess_exception const& failure)
        {
            if (!is_interruption(failure.get_native_error()))
                return interprocess_failure(failure, call);
        }
        catch (std::bad_alloc const&)
        {
            return outcome::generic_failure(std::errc::not_enough_memory, call);
        }
    }
}

/// Calls `function(time)`, which waits until `time` of the wall clock as Boost.Interprocess does in all versions, until
/// it returns `true` or the steady clock has reached `deadline`.
///
/// A wall clock that is put forward makes one wait end early, and the next one begins. One that is put back by some
/// time makes the wait end as much later: nothing but polling could prevent that.
template< class Function >
outcome
interprocess_timed_call(char const* call, std::chrono::steady_clock::time_point deadline, Function function) noexcept
{
    using clock = std::chrono::steady_clock;
    for (;;)
    {
        outcome const result = interprocess_call(call, [&] {
            using std::chrono::microseconds;
            // A far deadline would not fit into the other clock's type.
            constexpr clock::duration longest = std::chrono::hours(1);
            clock::time_point const now = clock::now();
            clock::duration const wait =
                deadline <= now ? clock::duration::zero() : (std::min)(deadline - now, longest);
            return function(
                boost::posix_time::microsec_clock::universal_time() +
                boost::posix_time::microseconds(std::chrono::ceil< microseconds >(wait).count()));
        });
        if (result.status() != lock_status::busy || clock::now() >= deadline)
            return result;
    }
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_INTERPROCESS_CALL_HPP
