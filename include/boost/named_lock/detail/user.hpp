// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Chooses how this platform tells one user from another.

#ifndef BOOST_NAMED_LOCK_DETAIL_USER_HPP
#define BOOST_NAMED_LOCK_DETAIL_USER_HPP

#include <boost/config.hpp>

#if defined(BOOST_WINDOWS)
#include <boost/named_lock/detail/win32/user.hpp>
#else
#include <boost/named_lock/detail/posix/user.hpp>
#endif

#endif // BOOST_NAMED_LOCK_DETAIL_USER_HPP
