// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// It promises exclusion and gives none, which the suite has to find.

#include "lock_by_creation.hpp"

#include <conformance.hpp>

BOOST_NAMED_LOCK_CONFORMANCE_WITH_CLEAN_UP(
    useless, &remove_leftover< false >, boost::named_locks::basic_named_lock< lock_by_creation< false > >)
