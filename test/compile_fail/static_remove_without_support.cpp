// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: has_removal

// A lock whose backend cannot remove its name safely has no static `remove` either.

#include "good_backend.hpp"

void use(basic_named_lock< good_backend >& lock)
{
    lock.remove("name");
}
