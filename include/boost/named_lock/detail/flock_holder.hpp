// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Chooses how this platform finds the holder of a lock of flock(2) that has written no record.

#ifndef BOOST_NAMED_LOCK_DETAIL_FLOCK_HOLDER_HPP
#define BOOST_NAMED_LOCK_DETAIL_FLOCK_HOLDER_HPP

#if defined(__linux__)
#include <boost/named_lock/detail/linux/proc_locks.hpp>
#else
#include <boost/named_lock/detail/posix/flock_holder.hpp>
#endif

#endif // BOOST_NAMED_LOCK_DETAIL_FLOCK_HOLDER_HPP
