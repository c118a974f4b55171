// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: a backend needs a name_domain and a native_suffix

// A backend names the kind of native name that it opens.

#include "good_backend.hpp"

class spoilt_backend : public good_backend
{
    using name_domain = lock_file;
};

lock_of< spoilt_backend > lock;
