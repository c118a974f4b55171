// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Waits for a lock, but not for ever.

#include <boost/named_lock.hpp>

#include <chrono>
#include <iostream>
#include <mutex>

int main()
{
    using namespace std::chrono_literals;
    using clock = std::chrono::steady_clock;

    boost::named_locks::named_lock lock("example-timed");
    auto held = lock.try_acquire_for(10s);
    if (!held)
        return 1;
    std::cout << "It was free, so nobody had to wait.\n";

    // Somebody else gives up after 50 ms. What he waits on is a steady clock: setting the time does not change it.
    boost::named_locks::named_lock impatient("example-timed");
    auto const start = clock::now();
    if (impatient.try_lock_until(start + 50ms) || clock::now() - start < 50ms)
        return 1;
    std::cout << "It is held, so the other one gave up in time.\n";

    // std::unique_lock waits as long as it is told.
    held.unlock();
    std::unique_lock guard(impatient, 10s);
    std::cout << "It was released, and the other one has it.\n";
    return guard.owns_lock() ? 0 : 1;
}
