// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Refuses to run twice at the same time: whoever comes second is told so, instead of waiting.

#include <boost/named_lock.hpp>

#include <iostream>
#include <mutex>

int main()
{
    boost::named_locks::named_lock lock("example-try-lock");
    std::unique_lock only_instance(lock, std::try_to_lock);
    if (!only_instance)
    {
        std::cerr << "This program runs already.\n";
        return 1;
    }
    std::cout << "We are the only one.\n";

    // Another handle of the name is another party, in this process too: it is refused as another program would be.
    boost::named_locks::named_lock second_instance("example-try-lock");
    if (second_instance.try_lock())
    {
        second_instance.unlock();
        return 1;
    }
    std::cout << "A second one would be refused.\n";

    // try_acquire says the same with a guard, which is empty.
    return second_instance.try_acquire() ? 1 : 0;
}
