// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: a backend needs lock(), try_lock() and unlock(), each of which returns an outcome

// A backend reports failures with an outcome, as it does not throw.

#include "good_backend.hpp"

class spoilt_backend : public good_backend
{
public:
    void lock() noexcept {}
};

lock_of< spoilt_backend > lock;
