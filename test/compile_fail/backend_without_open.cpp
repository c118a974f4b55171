// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: a backend needs open(native_name, lock_options) that returns an outcome, and is_open()

// A backend can be opened.

#include "good_backend.hpp"

class spoilt_backend : public good_backend
{
public:
    outcome open(name_domain::native_name_type const&, lock_options const&) = delete;
};

lock_of< spoilt_backend > lock;
