// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: this naming policy has no native names of the kind that this backend opens

// A folder is for files: directory_naming has no names for kernel objects.

#include "good_backend.hpp"

#include <boost/named_lock/naming/directory.hpp>

class backend_of_objects : public good_backend
{
public:
    using name_domain = kernel_object;

    outcome open(name_domain::native_name_type const&, lock_options const&) { return outcome(); }
};

lock_of< backend_of_objects, directory_naming > lock;
