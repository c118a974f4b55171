// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: has_removal

// Without a file check nobody would notice that the lock file was removed, so there is no `remove`.

#include <boost/named_lock/backends/flock.hpp>
#include <boost/named_lock/basic_named_lock.hpp>

using namespace boost::named_locks;

void use(basic_named_lock< basic_flock_backend< no_file_check > >& lock)
{
    lock.remove();
}
