// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Windows has no fork: every acquisition is of the same generation.

#ifndef BOOST_NAMED_LOCK_DETAIL_WIN32_FORK_HPP
#define BOOST_NAMED_LOCK_DETAIL_WIN32_FORK_HPP

#include <cstdint>

namespace boost {
namespace named_locks {
namespace detail {

inline constexpr std::uint32_t current_fork_generation() noexcept
{
    return 1;
}

inline void watch_forks() noexcept
{
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_WIN32_FORK_HPP
