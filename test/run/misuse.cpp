// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What is a programming error is never silent: a debug assertion fires. Each misuse is made in a child process, whose
// assertions end it with an exit code of their own.

#define BOOST_ENABLE_ASSERT_HANDLER
#include "../common/child_process.hpp"
#include "../common/environment.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

using boost::named_locks::named_lock;
using named_lock_test::child_process;
using named_lock_test::unique_name;

namespace {

constexpr int asserted = 42;

} // namespace

namespace boost {

void assertion_failed(char const*, char const*, char const*, long)
{
    std::_Exit(asserted);
}

void assertion_failed_msg(char const*, char const*, char const*, char const*, long)
{
    std::_Exit(asserted);
}

} // namespace boost

NAMED_LOCK_CHILD_ROLE(unlocks_what_it_does_not_hold)
{
    named_lock lock(arguments.at(0));
    lock.unlock();
    return 0;
}

NAMED_LOCK_CHILD_ROLE(unlocks_twice)
{
    named_lock lock(arguments.at(0));
    lock.lock();
    lock.unlock();
    lock.unlock();
    return 0;
}

NAMED_LOCK_CHILD_ROLE(unlocks_through_another_handle)
{
    named_lock lock(arguments.at(0));
    named_lock other(lock);
    lock.lock();
    other.unlock();
    return 0;
}

NAMED_LOCK_CHILD_ROLE(unlocks_an_empty_guard)
{
    named_lock lock(arguments.at(0));
    auto guard = lock.acquire();
    guard.unlock();
    guard.unlock();
    return 0;
}

NAMED_LOCK_CHILD_ROLE(locks_one_lock_twice_at_once)
{
    named_lock one(arguments.at(0));
    named_lock two(arguments.at(0));
    std::scoped_lock const both(one, two);
    return 0;
}

NAMED_LOCK_CHILD_ROLE(releases_on_another_thread)
{
    named_lock lock(arguments.at(0));
    auto guard = lock.acquire();
    std::thread([moved = std::move(guard)] {}).join();
    return 0;
}

namespace {

int exit_code_of_misuse(char const* role)
{
    return child_process(role, { unique_name() }).wait();
}

} // namespace

BOOST_AUTO_TEST_CASE(every_misuse_is_an_assertion)
{
    for (char const* const role : { "unlocks_what_it_does_not_hold", "unlocks_twice", "unlocks_through_another_handle",
                                    "unlocks_an_empty_guard", "locks_one_lock_twice_at_once" })
        BOOST_TEST_CONTEXT(role)
        {
            BOOST_CHECK_EQUAL(exit_code_of_misuse(role), asserted);
        }
}

// That is good use, unless the lock belongs to a thread.
BOOST_AUTO_TEST_CASE(release_on_another_thread)
{
    int const expected = named_lock::backend_type::thread_owned ? asserted : 0;
    BOOST_CHECK_EQUAL(exit_code_of_misuse("releases_on_another_thread"), expected);
}
