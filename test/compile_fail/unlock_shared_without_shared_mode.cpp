// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: this_backend_has_no_shared_mode
// expect: unlock_shared

// A lock without shared mode has no `unlock_shared`.

#include "good_backend.hpp"

void use(basic_named_lock< good_backend >& lock)
{
    lock.unlock_shared();
}
