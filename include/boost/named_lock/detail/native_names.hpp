// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What naming policies build native names with: the room for a name, the path of a lock file, a kernel object's name.

#ifndef BOOST_NAMED_LOCK_DETAIL_NATIVE_NAMES_HPP
#define BOOST_NAMED_LOCK_DETAIL_NATIVE_NAMES_HPP

#include <boost/named_lock/detail/utf8.hpp>
#include <boost/named_lock/error.hpp>
#include <boost/named_lock/name_domain.hpp>
#include <boost/named_lock/naming.hpp>

#include <boost/config.hpp>

#if defined(BOOST_WINDOWS)
#include <boost/named_lock/detail/win32/file_names.hpp>
#else
#include <boost/named_lock/detail/posix/file_names.hpp>
#endif

#include <cstddef>
#include <string>
#include <string_view>
#include <system_error>

namespace boost {
namespace named_locks {
namespace detail {

/// How many units of `Domain::max_name_length` are taken before the user's name begins.
template< class Domain >
inline constexpr std::size_t name_prefix_length = 0u;

/// The leading slash.
template<>
inline constexpr std::size_t name_prefix_length< shared_memory_object > = 1u;

/// Returns: How long a user's name may be, in units of the domain, if its native name ends in `suffix`.
template< class Domain >
constexpr std::size_t name_limit(std::string_view suffix) noexcept
{
    std::size_t const taken = name_prefix_length< Domain > + suffix.size();
    return taken < Domain::max_name_length ? Domain::max_name_length - taken : 0u;
}

/// Returns: The path of the lock file of `name`, which is UTF-8 where paths are wide, in `folder`. Sets `ec` if there
/// is none; see `join_file_name` of the platform.
///
/// Requires: `name` obeys `check_name`.
inline lock_file::native_name_type lock_file_in(
    lock_file::native_name_type const& folder, std::string_view name, std::string_view suffix, std::error_code& ec)
{
    return join_file_name(folder, name, suffix, ec);
}

/// Returns: `prefix`, such as L"Global\\", and `name`, which is UTF-8. Sets `ec` to `named_lock_errc::invalid_name` if
/// `name` breaks the rules of `check_name` or is not UTF-8, and to `named_lock_errc::name_too_long` if the result is
/// longer than a kernel object's name may be: Windows does not reliably say so itself (Wine 8 cuts a name after about
/// 32760 units, and two long names meet).
inline kernel_object::native_name_type
kernel_object_name(std::wstring_view prefix, std::string_view name, std::error_code& ec)
{
    // No more than four bytes of UTF-8 make one unit, so what is longer need not be converted to be refused.
    ec = check_name(name, 4u * kernel_object::max_name_length);
    if (ec)
        return kernel_object::native_name_type();
    kernel_object::native_name_type result(prefix);
    if (!append_wide(result, name))
        ec = named_lock_errc::invalid_name;
    else if (result.size() > kernel_object::max_name_length)
        ec = named_lock_errc::name_too_long;
    return ec ? kernel_object::native_name_type() : result;
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_NATIVE_NAMES_HPP
