// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// It keeps what it promises.

#include "lock_by_creation.hpp"

#include <conformance.hpp>

BOOST_NAMED_LOCK_CONFORMANCE_WITH_CLEAN_UP(
    honest, &remove_leftover< true >, boost::named_locks::basic_named_lock< lock_by_creation< true > >)
