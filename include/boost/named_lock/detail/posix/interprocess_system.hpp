// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What differs in Boost.Interprocess where the system is POSIX: interrupted waits, permissions, names.

#ifndef BOOST_NAMED_LOCK_DETAIL_POSIX_INTERPROCESS_SYSTEM_HPP
#define BOOST_NAMED_LOCK_DETAIL_POSIX_INTERPROCESS_SYSTEM_HPP

#include <boost/named_lock/options.hpp>

#include <boost/interprocess/permissions.hpp>

#include <string_view>

#include <errno.h>

namespace boost {
namespace named_locks {
namespace detail {

/// Whether a call failed only because a signal was handled meanwhile. Boost.Interprocess passes that on as a failure.
inline bool is_interruption(int native_error) noexcept
{
    return native_error == EINTR;
}

/// `inherited` is Boost.Interprocess's own default, 0644.
inline boost::interprocess::permissions permissions_for(visibility visible_to) noexcept
{
    boost::interprocess::permissions result;
    if (visible_to == visibility::user)
        result.set_permissions(0600);
    else if (visible_to == visibility::everyone)
        result.set_unrestricted();
    return result;
}

/// Every name that `check_name` lets pass is an object of its own.
constexpr bool is_aliased_object_name(std::string_view) noexcept
{
    return false;
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_POSIX_INTERPROCESS_SYSTEM_HPP
