// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Chooses the platform's `no_cancellation`.

#ifndef BOOST_NAMED_LOCK_DETAIL_CANCELLATION_HPP
#define BOOST_NAMED_LOCK_DETAIL_CANCELLATION_HPP

#include <boost/config.hpp>

#if defined(BOOST_WINDOWS)
#include <boost/named_lock/detail/win32/cancellation.hpp>
#else
#include <boost/named_lock/detail/posix/cancellation.hpp>
#endif

#endif // BOOST_NAMED_LOCK_DETAIL_CANCELLATION_HPP
