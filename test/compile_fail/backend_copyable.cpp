// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: a backend needs a default constructor, and may not be copyable: it is one open lock.

// A backend is one open lock, of which there are no copies.

#include "good_backend.hpp"

class spoilt_backend : public good_backend
{
public:
    spoilt_backend() = default;
    spoilt_backend(spoilt_backend const&) : good_backend() {}
};

lock_of< spoilt_backend > lock;
