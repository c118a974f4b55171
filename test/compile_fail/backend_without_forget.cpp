// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: a backend needs forget(), which drops what a forked child inherited

// A backend can drop what a forked child inherited.

#include "good_backend.hpp"

class spoilt_backend : public good_backend
{
public:
    void forget() noexcept = delete;
};

lock_of< spoilt_backend > lock;
