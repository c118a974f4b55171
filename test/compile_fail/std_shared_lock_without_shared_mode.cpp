// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: this_backend_has_no_shared_mode
// expect: lock_shared

// `std::shared_lock` on a lock without shared mode says what is missing.

#include "good_backend.hpp"

#include <shared_mutex>

void use(basic_named_lock< good_backend >& lock)
{
    std::shared_lock guard(lock);
}
