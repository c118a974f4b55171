// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Waits for a mutex of the C library until a point of time of the monotonic clock.

#ifndef BOOST_NAMED_LOCK_DETAIL_LINUX_TIMED_MUTEX_HPP
#define BOOST_NAMED_LOCK_DETAIL_LINUX_TIMED_MUTEX_HPP

#include <boost/named_lock/detail/patience.hpp>
#include <boost/named_lock/detail/poll.hpp>
#include <boost/named_lock/detail/thread_sanitizer.hpp>

#include <algorithm>
#include <cerrno>
#include <chrono>

#include <pthread.h>
#include <time.h>

namespace boost {
namespace named_locks {
namespace detail {

#if defined(BOOST_NAMED_LOCK_DETAIL_THREAD_SANITIZER)

/// Returns: 0, `EBUSY`, or another error.
///
/// ThreadSanitizer of GCC 12 and Clang 14 does not know `pthread_mutex_clocklock`, and would report the unlocking of a
/// mutex that is not locked.
inline int lock_mutex_until(::pthread_mutex_t& mutex, steady_time deadline) noexcept
{
    int error = EBUSY;
    poll_until(deadline, [&] {
        error = ::pthread_mutex_trylock(&mutex);
        return error == EBUSY ? outcome(lock_status::busy) : outcome();
    });
    return error;
}

#else

/// Returns: 0, `ETIMEDOUT`, or another error.
inline int lock_mutex_until(::pthread_mutex_t& mutex, steady_time deadline) noexcept
{
    using namespace std::chrono;
    // Before the clock's epoch there are only deadlines that have passed.
    nanoseconds const time = (std::max)(nanoseconds(deadline.time_since_epoch()), nanoseconds::zero());
    ::timespec limit;
    limit.tv_sec = static_cast< ::time_t >(duration_cast< seconds >(time).count());
    limit.tv_nsec = static_cast< long >((time % seconds(1)).count());
    return ::pthread_mutex_clocklock(&mutex, CLOCK_MONOTONIC, &limit);
}

#endif

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_LINUX_TIMED_MUTEX_HPP
