// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Waits for a lock, but not for ever.

#include <boost/named_lock.hpp>

#include <chrono>
#include <future>
#include <iostream>
#include <mutex>

int main()
{
    using namespace std::chrono_literals;
    using clock = std::chrono::steady_clock;

    boost::named_locks::named_lock lock("example-timed");
    std::unique_lock guard(lock, 10s);
    if (!guard)
        return 1;
    std::cout << "It was free, so nobody had to wait.\n";

    // Somebody else gives up after 50 ms. On a steady clock, which does not change when the system's time is set.
    auto const give_up_in_time = [] {
        boost::named_locks::named_lock impatient("example-timed");
        auto const start = clock::now();
        return !impatient.try_lock_until(start + 50ms) && clock::now() - start >= 50ms;
    };
    if (!std::async(std::launch::async, give_up_in_time).get())
        return 1;
    std::cout << "It was held, so the other one gave up in time.\n";

    // try_acquire_for says the same with a guard of the library, which keeps the lock alive.
    guard.unlock();
    auto const acquired = lock.try_acquire_for(10s);
    return acquired ? 0 : 1;
}
