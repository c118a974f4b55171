// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: a backend with timed mode and shared mode needs try_lock_shared_until(deadline)

// Who can wait with a deadline can do so in every mode.

#include "good_backend.hpp"

#include <chrono>

class spoilt_backend : public good_backend
{
public:
    outcome lock_shared() noexcept { return outcome(); }
    outcome try_lock_shared() noexcept { return outcome(); }
    outcome unlock_shared() noexcept { return outcome(); }
    outcome try_lock_until(std::chrono::steady_clock::time_point) noexcept { return outcome(); }
};

lock_of< spoilt_backend > lock;
