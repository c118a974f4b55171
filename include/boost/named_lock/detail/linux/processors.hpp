// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// On how many processors this process may run.

#ifndef BOOST_NAMED_LOCK_DETAIL_LINUX_PROCESSORS_HPP
#define BOOST_NAMED_LOCK_DETAIL_LINUX_PROCESSORS_HPP

#include <sched.h>

namespace boost {
namespace named_locks {
namespace detail {

/// Returns: Whether somebody else can run while this thread does, so that it may be worth to wait without sleeping.
inline bool runs_on_several_processors() noexcept
{
    ::cpu_set_t processors;
    // It fails on machines with more processors than the set has room for.
    return ::sched_getaffinity(0, sizeof processors, &processors) != 0 || CPU_COUNT(&processors) > 1;
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_LINUX_PROCESSORS_HPP
