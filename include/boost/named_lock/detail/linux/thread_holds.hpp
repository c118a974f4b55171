// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// How many robust mutexes a thread holds.

#ifndef BOOST_NAMED_LOCK_DETAIL_LINUX_THREAD_HOLDS_HPP
#define BOOST_NAMED_LOCK_DETAIL_LINUX_THREAD_HOLDS_HPP

#include <boost/config.hpp>

namespace boost {
namespace named_locks {
namespace detail {

/// When a thread ends, Linux releases at most this many robust mutexes that it holds (ROBUST_LIST_LIMIT in
/// include/uapi/linux/futex.h). Any more would stay locked for ever.
inline constexpr unsigned most_robust_holds = 2048;

struct thread_holds
{
    unsigned count;
};

/// The object of the calling thread. Its address tells the living threads of a process apart.
BOOST_SYMBOL_VISIBLE inline thread_holds& this_thread_holds() noexcept
{
    static thread_local thread_holds holds{ 0 };
    return holds;
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_LINUX_THREAD_HOLDS_HPP
