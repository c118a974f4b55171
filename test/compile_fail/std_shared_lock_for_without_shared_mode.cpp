// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: this_backend_has_no
// expect: try_lock_shared_for

// `std::shared_lock` with a time limit on a lock without it says what is missing.

#include "good_backend.hpp"

#include <chrono>
#include <shared_mutex>

void use(basic_named_lock< good_backend >& lock)
{
    std::shared_lock guard(lock, std::chrono::seconds(1));
}
