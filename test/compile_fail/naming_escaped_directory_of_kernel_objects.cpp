// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: this naming policy has no native names of the kind that this backend opens

// escaped_naming has native names of the kinds that its base has, and of no others.

#include "good_backend.hpp"

#include <boost/named_lock/naming/directory.hpp>
#include <boost/named_lock/naming/escaped.hpp>

class backend_of_objects : public good_backend
{
public:
    using name_domain = kernel_object;

    outcome open(name_domain::native_name_type const&, lock_options const&) { return outcome(); }
};

lock_of< backend_of_objects, escaped_naming< directory_naming > > lock;
