// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Chooses how the platform tells the library that the process was forked.

#ifndef BOOST_NAMED_LOCK_DETAIL_FORK_HPP
#define BOOST_NAMED_LOCK_DETAIL_FORK_HPP

#include <boost/config.hpp>

#if defined(BOOST_WINDOWS)
#include <boost/named_lock/detail/win32/fork.hpp>
#else
#include <boost/named_lock/detail/posix/fork.hpp>
#endif

#endif // BOOST_NAMED_LOCK_DETAIL_FORK_HPP
