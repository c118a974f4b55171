// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: this naming policy has no native names of the kind that this backend opens

// A naming policy has native names of the kind that the backend opens.

#include "good_backend.hpp"

class spoilt_naming
{
public:
    kernel_object::native_name_type
    native_name(kernel_object, std::string_view, std::string_view, std::error_code&) const;
};

lock_of< good_backend, spoilt_naming > lock;
