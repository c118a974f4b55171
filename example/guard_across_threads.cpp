// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Acquires a lock on one thread and releases it on another. Not with a backend that is owned by a thread (Windows).

#include <boost/named_lock.hpp>

#include <iostream>
#include <thread>
#include <utility>

using boost::named_locks::named_lock;

static_assert(
    !named_lock::backend_type::thread_owned,
    "the thread that locked must unlock: a guard that ends on another thread could not release the lock");

int main()
{
    named_lock lock("example-guard");

    // Each guard has a handle of its own, so it may outlive the one that it came from.
    named_lock::guard guard = named_lock(lock).acquire();
    std::cout << "Acquired here.\n";
    if (lock.try_lock())
        return 1;

    std::thread worker([guard = std::move(guard)]() mutable {
        std::cout << "Released on another thread.\n";
        guard.unlock();
    });
    worker.join();

    if (guard || !lock.try_lock())
        return 1;
    lock.unlock();
    return 0;
}
