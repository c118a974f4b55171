// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What a loop does that waits for another processor.

#ifndef BOOST_NAMED_LOCK_DETAIL_PROCESSOR_PAUSE_HPP
#define BOOST_NAMED_LOCK_DETAIL_PROCESSOR_PAUSE_HPP

#include <atomic>

namespace boost {
namespace named_locks {
namespace detail {

/// Leaves the processor to its other hyperthread for a moment, where it has one.
inline void processor_pause() noexcept
{
#if defined(__GNUC__) && (defined(__x86_64__) || defined(__i386__))
    __builtin_ia32_pause();
#elif defined(__GNUC__) && (defined(__aarch64__) || defined(__arm__))
    __asm__ __volatile__("yield" ::: "memory");
#else
    std::atomic_signal_fence(std::memory_order_seq_cst);
#endif
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_PROCESSOR_PAUSE_HPP
