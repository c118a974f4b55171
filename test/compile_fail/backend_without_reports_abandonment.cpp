// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: a backend needs the promises excludes_handles, thread_owned, crash_safe,

// A backend makes all the promises: here it lacks `reports_abandonment`.

#include "good_backend.hpp"

class spoilt_backend : public good_backend
{
    static constexpr bool reports_abandonment = false;
};

lock_of< spoilt_backend > lock;
