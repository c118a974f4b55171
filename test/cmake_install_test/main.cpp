// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A user's program.

#include <boost/named_lock.hpp>

#include <mutex>

int main()
{
    boost::named_locks::named_lock lock("boost-named-lock-cmake-install-test");
    std::scoped_lock guard(lock);
    return boost::named_locks::named_lock("boost-named-lock-cmake-install-test").try_lock() ? 1 : 0;
}
