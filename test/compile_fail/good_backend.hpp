// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A backend with all that is required and nothing else. The tests derive from it and spoil one thing: what is deleted
// or private in a derived class is not there for the library.

#ifndef BOOST_NAMED_LOCK_TEST_COMPILE_FAIL_GOOD_BACKEND_HPP
#define BOOST_NAMED_LOCK_TEST_COMPILE_FAIL_GOOD_BACKEND_HPP

#include <boost/named_lock/basic_named_lock.hpp>

#include <type_traits>

using namespace boost::named_locks;

class good_backend
{
public:
    using name_domain = lock_file;
    static constexpr char const* native_suffix = ".good";

    static constexpr bool excludes_handles = true;
    static constexpr bool thread_owned = false;
    static constexpr bool crash_safe = false;
    static constexpr bool reports_abandonment = false;
    static constexpr bool persistent_name = false;

    good_backend() = default;
    good_backend(good_backend const&) = delete;
    good_backend& operator=(good_backend const&) = delete;

    outcome open(name_domain::native_name_type const&, lock_options const&) { return outcome(); }
    bool is_open() const noexcept { return true; }
    void forget() noexcept {}

    outcome lock() noexcept { return outcome(); }
    outcome try_lock() noexcept { return outcome(); }
    outcome unlock() noexcept { return outcome(); }
};

// The lock of a backend and a naming policy. In C++20 the library's concepts refuse a spoilt one before it comes to the
// sentences that C++17 shows; here the sentences come first in C++20, too.
#if defined(__cpp_concepts) && __cpp_concepts >= 201907L
template< class Backend, class NamingPolicy = temp_directory_naming >
using lock_of =
    std::enable_if_t< detail::requirements< Backend, NamingPolicy >::met, basic_named_lock< Backend, NamingPolicy > >;
#else
template< class Backend, class NamingPolicy = temp_directory_naming >
using lock_of = basic_named_lock< Backend, NamingPolicy >;
#endif

#endif // BOOST_NAMED_LOCK_TEST_COMPILE_FAIL_GOOD_BACKEND_HPP
