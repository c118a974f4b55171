// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Makes the library's exception.

#ifndef BOOST_NAMED_LOCK_DETAIL_THROW_ERROR_HPP
#define BOOST_NAMED_LOCK_DETAIL_THROW_ERROR_HPP

#include <boost/named_lock/detail/utf8.hpp>
#include <boost/named_lock/error.hpp>

#include <boost/assert/source_location.hpp>
#include <boost/config.hpp>
#include <boost/throw_exception.hpp>

#include <system_error>

namespace boost {
namespace named_locks {
namespace detail {

/// Why a lock could not be opened.
struct open_failure
{
    std::error_code code;
    char const* call = nullptr;
};

template< class NativeName >
[[noreturn]] BOOST_NOINLINE void throw_lock_error(
    std::error_code const& code, char const* call, NativeName const& native_name, boost::source_location const& where)
{
    boost::throw_exception(lock_error(code, call, to_utf8(native_name)), where);
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_THROW_ERROR_HPP
