// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Windows cannot cancel a thread, so there is nothing to prevent.

#ifndef BOOST_NAMED_LOCK_DETAIL_WIN32_CANCELLATION_HPP
#define BOOST_NAMED_LOCK_DETAIL_WIN32_CANCELLATION_HPP

namespace boost {
namespace named_locks {
namespace detail {

class no_cancellation
{
public:
    no_cancellation() noexcept {}
};

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_WIN32_CANCELLATION_HPP
