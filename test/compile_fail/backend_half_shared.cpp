// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: shared mode is lock_shared(), try_lock_shared() and unlock_shared()

// Part of a shared mode is a slip, not a backend without shared mode.

#include "good_backend.hpp"

#include <chrono>

class spoilt_backend : public good_backend
{
public:
    outcome lock_shared() noexcept { return outcome(); }
};

lock_of< spoilt_backend > lock;
