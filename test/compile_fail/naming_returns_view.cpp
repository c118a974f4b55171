// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: this naming policy has no native names of the kind that this backend opens

// A naming policy returns the native name type of the domain, not something like it.

#include "good_backend.hpp"

class spoilt_naming
{
public:
    std::string_view native_name(lock_file, std::string_view, std::string_view, std::error_code&) const;
};

lock_of< good_backend, spoilt_naming > lock;
