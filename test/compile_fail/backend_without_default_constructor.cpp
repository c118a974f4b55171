// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: a backend needs a default constructor, and may not be copyable: it is one open lock.

// A lock state makes its backend before it opens it.

#include "good_backend.hpp"

class spoilt_backend : public good_backend
{
public:
    explicit spoilt_backend(int) {}
};

lock_of< spoilt_backend > lock;
