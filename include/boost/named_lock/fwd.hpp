// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Declares the library's lock, without defining it.

#ifndef BOOST_NAMED_LOCK_FWD_HPP
#define BOOST_NAMED_LOCK_FWD_HPP

#include <boost/named_lock/backend.hpp>
#include <boost/named_lock/naming.hpp>

namespace boost {
namespace named_locks {

class temp_directory_naming;

template<
    BOOST_NAMED_LOCK_BACKEND Backend,
    BOOST_NAMED_LOCK_NAMING_POLICY(typename Backend::name_domain) NamingPolicy = temp_directory_naming >
class basic_named_lock;

template< class Lock >
class basic_guard;

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_FWD_HPP
