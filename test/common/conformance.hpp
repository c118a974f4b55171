// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The conformance suite: every promise that a lock type makes, tried with two threads and with two processes.
//
// A test program for a backend is
//
//     #include "../common/conformance.hpp"
//
//     BOOST_NAMED_LOCK_CONFORMANCE(my_backend, boost::named_locks::basic_named_lock< my_backend >)
//
// linked with the object file of test_main.cpp. It makes a test suite `my_backend`; what the backend cannot do is left
// out, and what it promises (`crash_safe` and so on) is held against it.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_CONFORMANCE_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_CONFORMANCE_HPP

#include "any_lock_of.hpp"
#include "lock_type.hpp"
#include "typed_cases.hpp"
#include "typed_error_cases.hpp"

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
    return std::is_same< Domain, lock_file >::value       ? name_kind::file :
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
bool add_lock_type(char const* name, void (*clean_up)(std::string const& user_name))
{
    lock_type type;
    type.name = name;
    type.can = abilities_of< Lock >();
    type.make = []() -> std::unique_ptr< any_lock > { return std::make_unique< any_lock_of< Lock > >(); };
    type.clean_up = clean_up;
    add_typed_cases< Lock >(type.typed_cases);
    add_typed_error_cases< Lock >(type.typed_cases);
    lock_types().push_back(type);
    return true;
}

} // namespace named_lock_test

/// Adds the suite `suite` for the lock type that is the last argument.
#define BOOST_NAMED_LOCK_CONFORMANCE(suite, ...)                                                                       \
    static bool const suite##_is_a_lock_type =                                                                         \
        ::named_lock_test::add_lock_type< __VA_ARGS__ >(#suite, &::named_lock_test::remove_by_name< __VA_ARGS__ >);

/// The same with a function `void clean_up(std::string const& user_name)`, which removes from the system what a test
/// left there, whether locked or not.
#define BOOST_NAMED_LOCK_CONFORMANCE_WITH_CLEAN_UP(suite, clean_up, ...)                                               \
    static bool const suite##_is_a_lock_type = ::named_lock_test::add_lock_type< __VA_ARGS__ >(#suite, clean_up);

#endif // BOOST_NAMED_LOCK_TEST_COMMON_CONFORMANCE_HPP
