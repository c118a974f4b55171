// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A lock in shared memory: its holder is killed, and the next one is told (Linux).

#include <boost/named_lock.hpp>

#include <iostream>
#include <mutex>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main()
{
    using namespace boost::named_locks;
    using fast_lock = basic_named_lock< robust_mutex_backend, user_naming >;

    fast_lock lock("example-robust-mutex");
    pid_t const child = fork();
    if (child == 0)
    {
        // The child's handle is its own; it opens the lock anew.
        std::scoped_lock guard(lock);
        raise(SIGKILL);
    }
    waitpid(child, nullptr, 0);

    std::scoped_lock guard(lock);
    if (!lock.abandoned())
        return 1;
    std::cout << "The last holder died while it held the lock; now process " << lock.owner()->pid << " has it.\n";
    return 0;
}
