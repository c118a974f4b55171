// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Chooses how this platform tells one process from another.

#ifndef BOOST_NAMED_LOCK_DETAIL_PROCESS_IDENTITY_HPP
#define BOOST_NAMED_LOCK_DETAIL_PROCESS_IDENTITY_HPP

#if defined(__linux__)
#include <boost/named_lock/detail/linux/process_identity.hpp>
#else
#include <boost/named_lock/detail/posix/process_identity.hpp>
#endif

#endif // BOOST_NAMED_LOCK_DETAIL_PROCESS_IDENTITY_HPP
