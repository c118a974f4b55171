// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Does something on another thread: for a thread-owned lock, the own thread is no stranger.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_ANOTHER_THREAD_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_ANOTHER_THREAD_HPP

#include <thread>
#include <utility>

namespace named_lock_test {

/// Runs `f` on another thread and waits for it. `f` may use the checks of Boost.Test, as nobody else does meanwhile.
template< class F >
void on_another_thread(F f)
{
    std::thread(std::move(f)).join();
}

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_ANOTHER_THREAD_HPP
