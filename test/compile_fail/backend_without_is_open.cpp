// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: a backend needs open(native_name, lock_options) that returns an outcome, and is_open()

// A backend knows whether it is open.

#include "good_backend.hpp"

class spoilt_backend : public good_backend
{
public:
    bool is_open() const noexcept = delete;
};

lock_of< spoilt_backend > lock;
