// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The cases of the conformance suite that are about errors: both forms of each member, and what they say.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_TYPED_ERROR_CASES_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_TYPED_ERROR_CASES_HPP

#include "any_lock_of.hpp"
#include "lock_type.hpp"
#include "scene.hpp"

#include <boost/named_lock/backend.hpp>
#include <boost/named_lock/error.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace named_lock_test {

template< class Lock >
struct typed_error_cases_of
{
    using backend = typename Lock::backend_type;
    using guard = typename Lock::guard;
    using lock_error = boost::named_locks::lock_error;
    using errc = boost::named_locks::named_lock_errc;

    static std::error_code some_error() { return std::make_error_code(std::errc::io_error); }

    // Success clears the error code, and so does the answer "busy", which is no error.
    static void success_clears_the_error_code(scene& s)
    {
        party& other = s.add();
        std::error_code ec = some_error();
        Lock lock(s.name(), ec);
        BOOST_CHECK(!ec);

        ec = some_error();
        lock.lock(ec);
        BOOST_CHECK(!ec);
        ec = some_error();
        lock.unlock(ec);
        BOOST_CHECK(!ec);
        ec = some_error();
        BOOST_CHECK(lock.try_lock(ec));
        BOOST_CHECK(!ec);
        ec = some_error();
        BOOST_CHECK(!Lock(lock).try_lock(ec));
        BOOST_CHECK(!ec);
        lock.unlock();

        ec = some_error();
        BOOST_CHECK(lock.acquire(ec));
        BOOST_CHECK(!ec);
        ec = some_error();
        BOOST_CHECK(lock.try_acquire(ec));
        BOOST_CHECK(!ec);
        BOOST_REQUIRE(other.tell("lock").ok());
        ec = some_error();
        BOOST_CHECK(!lock.try_acquire(ec));
        BOOST_CHECK(!ec);
        if constexpr (boost::named_locks::has_timed_mode< backend >)
        {
            ec = some_error();
            BOOST_CHECK(!lock.try_lock_for(std::chrono::milliseconds(1), ec));
            BOOST_CHECK(!ec);
            ec = some_error();
            BOOST_CHECK(!lock.try_acquire_until(std::chrono::steady_clock::now(), ec));
            BOOST_CHECK(!ec);
        }
        BOOST_CHECK(other.tell("unlock").ok());
    }

    // An error of opening is told in both forms, and nothing is opened.
    static void a_bad_name_is_reported_in_both_forms(scene&)
    {
        std::error_code ec;
        Lock const refused("a/b", ec);
        BOOST_CHECK(ec == errc::invalid_name);
        BOOST_CHECK(ec == std::errc::invalid_argument);
        BOOST_CHECK(!refused.valid());

        BOOST_CHECK_EXCEPTION(Lock("a/b"), lock_error, [](lock_error const& e) {
            // There is no native name; the user's name is what helps.
            return e.code() == errc::invalid_name && e.native_name() == "a/b" &&
                std::string(e.what()).find("a/b") != std::string::npos;
        });
        BOOST_CHECK_THROW(Lock(""), std::system_error);
    }

    // What an exception is to say, besides `expected`.
    template< class Expected >
    static auto names(Lock const& lock, Expected expected)
    {
        return [native = to_bytes(lock.native_name()), expected](lock_error const& e) {
            return e.code() == expected && e.native_name() == native &&
                std::string(e.what()).find(native) != std::string::npos && *e.call() != '\0';
        };
    }

    static void a_deadlock_error_names_lock_and_call(scene& s)
    {
        Lock lock(s.name());
        lock.lock();
        BOOST_CHECK_EXCEPTION(lock.lock(), lock_error, names(lock, std::errc::resource_deadlock_would_occur));
        lock.unlock();
    }

    static void a_removal_error_names_lock_and_call(scene& s)
    {
        Lock lock(s.name());
        guard const held = lock.acquire();
        BOOST_CHECK_EXCEPTION(lock.remove(), lock_error, names(lock, std::errc::device_or_resource_busy));
        BOOST_CHECK_EXCEPTION(Lock::remove(s.name()), lock_error, names(lock, std::errc::device_or_resource_busy));
    }

    static void a_throwing_removal_tells_whether_there_was_one(scene& s)
    {
        {
            Lock lock(s.name());
            BOOST_CHECK(lock.remove());
        }
        BOOST_CHECK(!Lock::remove(s.name()));
        std::error_code ec = some_error();
        BOOST_CHECK(!Lock::remove(s.name(), ec));
        BOOST_CHECK(!ec);
        BOOST_CHECK_EXCEPTION(
            Lock::remove("a/b"), lock_error, [](lock_error const& e) { return e.code() == errc::invalid_name; });
        BOOST_CHECK(!Lock::remove("..", ec));
        BOOST_CHECK(ec == errc::invalid_name);
    }
};

template< class Lock >
void add_typed_error_cases(std::vector< typed_case >& list)
{
    using cases = typed_error_cases_of< Lock >;
    list.insert(
        list.end(),
        { { "success_clears_the_error_code", cases::success_clears_the_error_code },
          { "a_bad_name_is_reported_in_both_forms", cases::a_bad_name_is_reported_in_both_forms } });
    if constexpr (Lock::backend_type::thread_owned)
        list.push_back({ "a_deadlock_error_names_lock_and_call", cases::a_deadlock_error_names_lock_and_call });
    if constexpr (boost::named_locks::has_removal< typename Lock::backend_type >)
        list.insert(
            list.end(),
            { { "a_removal_error_names_lock_and_call", cases::a_removal_error_names_lock_and_call },
              { "a_throwing_removal_tells_whether_there_was_one",
                cases::a_throwing_removal_tells_whether_there_was_one } });
}

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_TYPED_ERROR_CASES_HPP
