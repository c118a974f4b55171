// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Many readers or one writer. For backends with shared mode, such as flock, the default on POSIX systems.

#include <boost/named_lock.hpp>

#include <iostream>
#include <mutex>
#include <shared_mutex>

using boost::named_locks::named_lock;

static_assert(
    boost::named_locks::has_shared_mode< named_lock::backend_type >,
    "without shared mode there is no lock_shared, and std::shared_lock does not compile");

int main()
{
    // Three handles stand for three programs.
    named_lock reader("example-shared");
    named_lock another_reader("example-shared");
    named_lock writer("example-shared");
    {
        std::shared_lock reading(reader);
        std::shared_lock reading_too(another_reader, std::try_to_lock);
        std::unique_lock writing(writer, std::try_to_lock);
        if (!reading_too || writing)
            return 1;
        std::cout << "Two read at the same time, and the writer is kept out.\n";
    }
    std::unique_lock writing(writer);
    std::shared_lock reading(reader, std::try_to_lock);
    if (reading)
        return 1;
    std::cout << "One writes, and the readers are kept out.\n";
    return 0;
}
