// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: try_lock_until(deadline) returns an outcome

// A timed mode of another form is a slip, not a backend without timed mode.

#include "good_backend.hpp"

#include <chrono>

class spoilt_backend : public good_backend
{
public:
    bool try_lock_until(std::chrono::steady_clock::time_point) noexcept { return true; }
};

lock_of< spoilt_backend > lock;
