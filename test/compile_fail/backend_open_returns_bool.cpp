// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: a backend needs open(native_name, lock_options) that returns an outcome, and is_open()

// A backend says with an outcome why it could not be opened.

#include "good_backend.hpp"

class spoilt_backend : public good_backend
{
public:
    bool open(name_domain::native_name_type const&, lock_options const&) { return true; }
};

lock_of< spoilt_backend > lock;
