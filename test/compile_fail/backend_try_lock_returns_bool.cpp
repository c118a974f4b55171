// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: a backend needs lock(), try_lock() and unlock(), each of which returns an outcome

// A backend tells a lock that is held from a failure, which a bool cannot.

#include "good_backend.hpp"

class spoilt_backend : public good_backend
{
public:
    bool try_lock() noexcept { return true; }
};

lock_of< spoilt_backend > lock;
