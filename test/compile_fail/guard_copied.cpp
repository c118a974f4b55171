// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: deleted
// expect: basic_guard

// A guard is moved, never copied: a lock that is held once is released once.

#include "good_backend.hpp"

void use(basic_named_lock< good_backend >& lock)
{
    auto guard = lock.acquire();
    auto copy = guard;
}
