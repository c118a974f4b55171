// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: a backend needs a name_domain and a native_suffix

// A backend says what its native names end in.

#include "good_backend.hpp"

class spoilt_backend : public good_backend
{
    static constexpr char const* native_suffix = ".spoilt";
};

lock_of< spoilt_backend > lock;
