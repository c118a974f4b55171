// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The fork generation, and the handlers that make a forked child forget its parent's locks.

#ifndef BOOST_NAMED_LOCK_DETAIL_POSIX_FORK_HPP
#define BOOST_NAMED_LOCK_DETAIL_POSIX_FORK_HPP

#include <boost/named_lock/detail/process_states.hpp>

#include <boost/assert.hpp>
#include <boost/config.hpp>

#include <atomic>
#include <cstdint>

#include <pthread.h>

namespace boost {
namespace named_locks {
namespace detail {

/// How often this process and its ancestors were forked since the first lock, plus one. `getpid` would tell a child
/// from its parent too, but it is a system call in glibc 2.25 and later, 0.13 us on each acquisition.
BOOST_SYMBOL_VISIBLE inline std::atomic< std::uint32_t > fork_generation{ 1 };

inline std::uint32_t current_fork_generation() noexcept
{
    // Relaxed: the only writer is the child handler, which runs before the child has a second thread.
    return fork_generation.load(std::memory_order_relaxed);
}

inline void before_fork() noexcept
{
    // No state may be half opened or half closed in the child, and no descriptor may be open that no state owns.
    process_states::instance().mutex().lock();
}

inline void after_fork_in_parent() noexcept
{
    process_states::instance().mutex().unlock();
}

inline void after_fork_in_child() noexcept
{
    process_states& states = process_states::instance();
    states.forget_all();
    fork_generation.fetch_add(1, std::memory_order_relaxed);
    states.mutex().unlock();
}

/// Registers the handlers, once in a process. Called under the process-wide mutex.
BOOST_SYMBOL_VISIBLE inline void watch_forks() noexcept
{
    static int const failed = ::pthread_atfork(&before_fork, &after_fork_in_parent, &after_fork_in_child);
    BOOST_VERIFY(failed == 0);
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_POSIX_FORK_HPP
