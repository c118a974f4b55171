// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// All backends over Boost.Interprocess. Not part of boost/named_lock.hpp, so that only who wants them depends on it.

#ifndef BOOST_NAMED_LOCK_INTEROP_INTERPROCESS_HPP
#define BOOST_NAMED_LOCK_INTEROP_INTERPROCESS_HPP

#include <boost/named_lock/interop/interprocess_file_lock.hpp>
#include <boost/named_lock/interop/interprocess_mutex.hpp>
#include <boost/named_lock/interop/interprocess_sharable.hpp>

#endif // BOOST_NAMED_LOCK_INTEROP_INTERPROCESS_HPP
