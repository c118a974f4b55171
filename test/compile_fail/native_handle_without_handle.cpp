// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: has_native_handle

// A lock whose backend has no handle of the system gives none.

#include "good_backend.hpp"

void use(basic_named_lock< good_backend >& lock)
{
    static_cast< void >(lock.native_handle());
}
