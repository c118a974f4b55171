// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Chooses how the platform tells lock files apart without locking or opening them.

#ifndef BOOST_NAMED_LOCK_DETAIL_FILE_IDENTITY_HPP
#define BOOST_NAMED_LOCK_DETAIL_FILE_IDENTITY_HPP

#include <boost/config.hpp>

#if defined(BOOST_WINDOWS)
#include <boost/named_lock/detail/win32/file_identity.hpp>
#else
#include <boost/named_lock/detail/posix/file_identity.hpp>
#endif

#endif // BOOST_NAMED_LOCK_DETAIL_FILE_IDENTITY_HPP
