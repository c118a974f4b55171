// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: a backend needs lock(), try_lock() and unlock(), each of which returns an outcome

// A backend can release the lock, and says whether that worked.

#include "good_backend.hpp"

class spoilt_backend : public good_backend
{
public:
    outcome unlock() noexcept = delete;
};

lock_of< spoilt_backend > lock;
