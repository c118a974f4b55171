// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A POSIX system that does not tell who holds a lock of flock(2).

#ifndef BOOST_NAMED_LOCK_DETAIL_POSIX_FLOCK_HOLDER_HPP
#define BOOST_NAMED_LOCK_DETAIL_POSIX_FLOCK_HOLDER_HPP

#include <cstdint>

#include <sys/stat.h>

namespace boost {
namespace named_locks {
namespace detail {

inline std::int64_t exclusive_flock_holder(struct ::stat const&) noexcept
{
    return 0;
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_POSIX_FLOCK_HOLDER_HPP
