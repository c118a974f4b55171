// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Makes a lock type known by name, so that parties can use it.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_LOCK_TYPE_OF_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_LOCK_TYPE_OF_HPP

#include "any_lock_of.hpp"
#include "lock_type.hpp"

#include <boost/named_lock/backend.hpp>
#include <boost/named_lock/name_domain.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>

namespace named_lock_test {

template< class Domain >
constexpr name_kind kind_of_names()
{
    using namespace boost::named_locks;
    return std::is_same< Domain, lock_file >::value         ? name_kind::file :
        std::is_same< Domain, kernel_object >::value        ? name_kind::kernel_object :
        std::is_same< Domain, shared_memory_object >::value ? name_kind::shared_memory_object :
                                                              name_kind::other;
}

template< class Lock >
abilities abilities_of()
{
    using namespace boost::named_locks;
    using backend = typename Lock::backend_type;
    abilities can;
    can.thread_owned = backend::thread_owned;
    can.crash_safe = backend::crash_safe;
    can.reports_abandonment = backend::reports_abandonment;
    can.timed = has_timed_mode< backend >;
    can.shared = has_shared_mode< backend >;
    can.timed_shared = has_timed_shared_mode< backend >;
    can.removal = has_removal< backend >;
    can.names = kind_of_names< typename backend::name_domain >();
    can.suffix_length = std::string_view(backend::native_suffix).size();
    return can;
}

/// Removes by the library's own means. What is not crash safe may stay locked and needs a function of its own.
template< class Lock >
void remove_by_name(std::string const& name)
{
    if constexpr (boost::named_locks::has_removal< typename Lock::backend_type >)
    {
        std::error_code ignored;
        Lock::remove(name, ignored);
    }
}

template< class Lock >
lock_type lock_type_of(char const* name, void (*clean_up)(std::string const& user_name))
{
    lock_type type;
    type.name = name;
    type.can = abilities_of< Lock >();
    type.make = []() -> std::unique_ptr< any_lock > { return std::make_unique< any_lock_of< Lock > >(); };
    type.clean_up = clean_up;
    return type;
}

/// Adds a lock type for scenes that a test makes itself, without the conformance suite.
template< class Lock >
bool add_party_type(char const* name)
{
    lock_types().push_back(lock_type_of< Lock >(name, &remove_by_name< Lock >));
    return true;
}

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_LOCK_TYPE_OF_HPP
