// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The example of README.md.

#include <boost/named_lock.hpp>

#include <iostream>
#include <mutex>

int main()
{
    boost::named_locks::named_lock lock("my-app");
    std::scoped_lock guard(lock); // waits until no other thread or process holds it
    std::cout << "I am the only one here.\n";
} // released here, or by the system if we crash
