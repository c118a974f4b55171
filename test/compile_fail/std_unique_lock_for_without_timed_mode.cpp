// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: this_backend_has_no_timed_mode
// expect: try_lock_for

// `std::unique_lock` with a time limit on a lock without timed mode says what is missing.

#include "good_backend.hpp"

#include <chrono>
#include <mutex>

void use(basic_named_lock< good_backend >& lock)
{
    std::unique_lock guard(lock, std::chrono::seconds(1));
}
