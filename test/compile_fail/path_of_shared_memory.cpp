// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: lock_file

// Only a lock whose native name is that of a lock file has a path.

#include <boost/named_lock/basic_named_lock.hpp>
#include <boost/named_lock/interop/interprocess_mutex.hpp>

using namespace boost::named_locks;

void use(basic_named_lock< interprocess_mutex_backend >& lock)
{
    static_cast< void >(lock.path());
}
