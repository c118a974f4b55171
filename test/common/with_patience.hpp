// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Turns a `patience` into the call that it stands for.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_WITH_PATIENCE_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_WITH_PATIENCE_HPP

#include "any_lock.hpp"

#include <chrono>
#include <limits>
#include <stdexcept>

namespace named_lock_test {

/// Returns: What `try_for` returns for a duration, or `try_until` for a time point.
template< class TryFor, class TryUntil >
bool with_patience(patience how_long, TryFor try_for, TryUntil try_until)
{
    using namespace std::chrono;
    using real_seconds = duration< double >;
    using real_limits = std::numeric_limits< double >;
    switch (how_long)
    {
    case patience::zero:
        return try_for(seconds(0));
    case patience::negative:
        return try_for(minutes(-1));
    case patience::one_millisecond:
        return try_for(milliseconds(1));
    case patience::hundred_milliseconds:
        return try_for(milliseconds(100));
    case patience::longest_duration:
        return try_for((steady_clock::duration::max)());
    case patience::longest_hours:
        return try_for((hours::max)());
    case patience::infinite:
        return try_for(real_seconds(real_limits::infinity()));
    case patience::minus_infinite:
        return try_for(real_seconds(-real_limits::infinity()));
    case patience::not_a_number:
        return try_for(real_seconds(real_limits::quiet_NaN()));
    case patience::past_steady:
        return try_until(steady_clock::now() - hours(1));
    case patience::past_system:
        return try_until(system_clock::now() - hours(1));
    case patience::soon_steady:
        return try_until(steady_clock::now() + milliseconds(20));
    case patience::soon_system:
        return try_until(system_clock::now() + milliseconds(20));
    case patience::long_duration:
        return try_for(hours(1));
    case patience::long_steady:
        return try_until(steady_clock::now() + hours(1));
    case patience::long_system:
        return try_until(system_clock::now() + hours(1));
    case patience::last_steady:
        return try_until((steady_clock::time_point::max)());
    case patience::last_system:
        return try_until((system_clock::time_point::max)());
    case patience::first_steady:
        return try_until((steady_clock::time_point::min)());
    case patience::first_system:
        return try_until((system_clock::time_point::min)());
    case patience::end_of_list:
        break;
    }
    throw std::invalid_argument("no such patience");
}

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_WITH_PATIENCE_HPP
