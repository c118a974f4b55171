// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: this naming policy has no native names of the kind that this backend opens

// A naming policy is a value: it can be copied.

#include "good_backend.hpp"

class spoilt_naming
{
public:
    spoilt_naming() = default;
    spoilt_naming(spoilt_naming const&) = delete;

    lock_file::native_name_type native_name(lock_file, std::string_view, std::string_view, std::error_code&) const;
};

lock_of< good_backend, spoilt_naming > lock;
