// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What differs in Boost.Interprocess on Windows: nothing interrupts, permissions are descriptors, objects are files.

#ifndef BOOST_NAMED_LOCK_DETAIL_WIN32_INTERPROCESS_SYSTEM_HPP
#define BOOST_NAMED_LOCK_DETAIL_WIN32_INTERPROCESS_SYSTEM_HPP

#include <boost/named_lock/detail/win32/file_names.hpp>
#include <boost/named_lock/options.hpp>

#include <boost/interprocess/permissions.hpp>

#include <string_view>

namespace boost {
namespace named_locks {
namespace detail {

/// Windows' error 4, the number of EINTR, is that too many files are open.
constexpr bool is_interruption(int) noexcept
{
    return false;
}

/// `user` is the default descriptor, which lets this user and the system in.
inline boost::interprocess::permissions permissions_for(visibility visible_to) noexcept
{
    boost::interprocess::permissions result;
    if (visible_to == visibility::everyone)
        result.set_unrestricted();
    return result;
}

/// Boost.Interprocess keeps its "shared memory" in files of that name.
constexpr bool is_aliased_object_name(std::string_view name) noexcept
{
    return is_aliased_file_name(name);
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_WIN32_INTERPROCESS_SYSTEM_HPP
