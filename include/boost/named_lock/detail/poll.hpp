// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Waits with a deadline for what the operating system can only try.

#ifndef BOOST_NAMED_LOCK_DETAIL_POLL_HPP
#define BOOST_NAMED_LOCK_DETAIL_POLL_HPP

#include <boost/named_lock/detail/cancellation.hpp>
#include <boost/named_lock/detail/patience.hpp>
#include <boost/named_lock/outcome.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <random>

namespace boost {
namespace named_locks {
namespace detail {

/// The pauses between two tries grow from the first to the last of these, and each is drawn between half of its length
/// and all of it, so that processes that began to wait together do not go on together. The last one bounds how much
/// later than a release the waiter notices it.
inline constexpr std::chrono::microseconds first_poll_pause{ 50 };
inline constexpr std::chrono::microseconds last_poll_pause{ 1500 };

/// Unlike `std::this_thread::sleep_until`, which starts a relative sleep anew after each signal, and in a storm of
/// signals never comes to its end.
inline void nap_until(steady_time wake_up) noexcept
{
    std::mutex mutex;
    std::unique_lock< std::mutex > lock(mutex);
    std::condition_variable nobody_rings;
    while (nobody_rings.wait_until(lock, wake_up) == std::cv_status::no_timeout) {}
}

/// Calls `attempt` until it returns something else than busy, or until it returned busy after the deadline.
template< class Attempt >
outcome poll_until(steady_time deadline, Attempt const& attempt) noexcept
{
    using std::chrono::microseconds;
    using std::chrono::steady_clock;

    outcome result = attempt();
    if (result.status() != lock_status::busy)
        return result;

    no_cancellation const uncancelled;
    std::minstd_rand random(static_cast< std::minstd_rand::result_type >(
        static_cast< std::uint64_t >(steady_clock::now().time_since_epoch().count()) ^
        reinterpret_cast< std::uintptr_t >(&result)));
    for (microseconds longest = first_poll_pause;; longest = (std::min)(2 * longest, last_poll_pause))
    {
        steady_time const now = steady_clock::now();
        if (now >= deadline)
            return result;
        std::uniform_int_distribution< microseconds::rep > draw(longest.count() / 2, longest.count());
        nap_until((std::min)(deadline, now + microseconds(draw(random))));
        result = attempt();
        if (result.status() != lock_status::busy)
            return result;
    }
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_POLL_HPP
