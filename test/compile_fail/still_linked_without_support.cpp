// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: has_still_linked

// A lock whose backend cannot tell has no `still_linked`.

#include "good_backend.hpp"

void use(basic_named_lock< good_backend >& lock)
{
    static_cast< void >(lock.still_linked());
}
