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
// out, and what it promises (`crash_safe` and so on) is held against it. doc/conformance.adoc says how to use it outside
// of this project.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_CONFORMANCE_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_CONFORMANCE_HPP

#include "lock_type.hpp"
#include "lock_type_of.hpp"
#include "typed_cases.hpp"
#include "typed_error_cases.hpp"

#include <string>

namespace named_lock_test {

template< class Lock >
bool add_lock_type(char const* name, void (*clean_up)(std::string const& user_name))
{
    lock_type type = lock_type_of< Lock >(name, clean_up);
    type.has_suite = true;
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
