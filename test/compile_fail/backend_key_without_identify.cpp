// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: a key_type and identify(native_name, lock_options, key) belong together

// Nobody else could tell the key of an object.

#include "good_backend.hpp"

#include <chrono>

class spoilt_backend : public good_backend
{
public:
    using key_type = int;
};

lock_of< spoilt_backend > lock;
