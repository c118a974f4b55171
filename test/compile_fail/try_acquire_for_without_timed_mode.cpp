// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: this_backend_has_no_timed_mode
// expect: try_acquire_for

// A lock without timed mode has no `try_acquire_for`.

#include "good_backend.hpp"

#include <chrono>

void use(basic_named_lock< good_backend >& lock)
{
    static_cast< void >(lock.try_acquire_for(std::chrono::seconds(1)));
}
