// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: this_backend_has_no_timed_shared_mode
// expect: try_lock_shared_for

// A lock without shared mode has no `try_lock_shared_for`.

#include "good_backend.hpp"

#include <chrono>

void use(basic_named_lock< good_backend >& lock)
{
    lock.try_lock_shared_for(std::chrono::seconds(1));
}
