// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A number for each thread that no other thread of the process ever had.

#ifndef BOOST_NAMED_LOCK_DETAIL_THREAD_TOKEN_HPP
#define BOOST_NAMED_LOCK_DETAIL_THREAD_TOKEN_HPP

#include <boost/config.hpp>

#include <atomic>
#include <cstdint>

namespace boost {
namespace named_locks {
namespace detail {

BOOST_SYMBOL_VISIBLE inline std::atomic< std::uint64_t > last_thread_token{ 0 };

/// Returns: The token of the calling thread, never 0. Unlike a thread id it is not reused, so that a thread cannot be
/// taken for one that ended while it held a lock.
BOOST_SYMBOL_VISIBLE inline std::uint64_t this_thread_token() noexcept
{
    static thread_local std::uint64_t token = 0;
    if (BOOST_UNLIKELY(token == 0))
        token = last_thread_token.fetch_add(1, std::memory_order_relaxed) + 1;
    return token;
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_THREAD_TOKEN_HPP
