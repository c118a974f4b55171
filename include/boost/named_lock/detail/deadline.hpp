// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Makes deadlines of durations and time points of any library.

#ifndef BOOST_NAMED_LOCK_DETAIL_DEADLINE_HPP
#define BOOST_NAMED_LOCK_DETAIL_DEADLINE_HPP

#include <boost/named_lock/detail/patience.hpp>
#include <boost/named_lock/outcome.hpp>

#include <chrono>

namespace boost {
namespace named_locks {
namespace detail {

// Durations and time points are taken by their shape (`rep`, `period`, `count()`; `clock`, `time_since_epoch()`), which
// Boost.Chrono shares with the standard library, so that neither has to be converted to the other or included.

/// How long a wait on a clock that may be set goes on before the clock is asked again.
inline constexpr std::chrono::milliseconds clock_check_interval{ 50 };

/// More than anyone waits, and less than any clock overflows at: 100 years.
inline constexpr std::chrono::hours unlimited_wait{ 24 * 36525 };

template< class Duration >
long double to_seconds(Duration const& duration) noexcept
{
    return static_cast< long double >(duration.count()) * static_cast< long double >(Duration::period::num) /
        static_cast< long double >(Duration::period::den);
}

/// Returns: `duration` in nanoseconds, rounded up; 0 for negative durations and NaN, `unlimited_wait` for all longer
/// ones.
template< class Duration >
std::chrono::nanoseconds to_wait(Duration const& duration) noexcept
{
    using std::chrono::nanoseconds;
    long double const seconds = to_seconds(duration);
    if (!(seconds > 0))
        return nanoseconds::zero();
    if (seconds >= to_seconds(unlimited_wait))
        return unlimited_wait;
    long double const wait = seconds * 1e9L;
    nanoseconds const rounded(static_cast< nanoseconds::rep >(wait));
    return static_cast< long double >(rounded.count()) < wait ? rounded + nanoseconds(1) : rounded;
}

/// Makes `attempt`, a function of a patience, with the patience to wait for `wait`.
template< class Attempt >
outcome attempt_for(std::chrono::nanoseconds wait, Attempt const& attempt) noexcept
{
    if (wait <= std::chrono::nanoseconds::zero())
        return attempt(never());
    if (wait >= unlimited_wait)
        return attempt(forever());
    return attempt(until{ std::chrono::steady_clock::now() + wait });
}

/// Makes `attempt`, a function of a patience, until it succeeds, fails, or `deadline` has passed on its own clock.
///
/// A clock that may be set is asked every `clock_check_interval`: a wait ends at most that much late when the clock
/// jumps forward, and goes on when it jumps back.
template< class TimePoint, class Attempt >
outcome attempt_until(TimePoint const& deadline, Attempt const& attempt) noexcept
{
    using clock = typename TimePoint::clock;
    for (;;)
    {
        auto const now = clock::now();
        // Time points far away would overflow a subtraction.
        long double const distance = to_seconds(deadline.time_since_epoch()) - to_seconds(now.time_since_epoch());
        bool const far = !(distance > -to_seconds(unlimited_wait) && distance < to_seconds(unlimited_wait));
        std::chrono::nanoseconds const wait = !far ? to_wait(deadline - now)
            : distance > 0                         ? std::chrono::nanoseconds(unlimited_wait)
                                                   : std::chrono::nanoseconds::zero();
        if (clock::is_steady || wait <= clock_check_interval)
        {
            outcome const result = attempt_for(wait, attempt);
            if (clock::is_steady || result.status() != lock_status::busy || !(clock::now() < deadline))
                return result;
        }
        else
        {
            outcome const result = attempt_for(clock_check_interval, attempt);
            if (result.status() != lock_status::busy)
                return result;
        }
    }
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_DEADLINE_HPP
