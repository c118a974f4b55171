// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Locks in static objects, used by the destructors of other static objects and by exit handlers, in every order.

#include "../common/environment.hpp"
#include "../common/forked.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>

#include <unistd.h>

using boost::named_locks::named_lock;
using named_lock_test::child_checks;
using named_lock_test::forked_child;
using named_lock_test::unique_name;

namespace {

/// Uses locks of a name when it is destroyed, and the last one says that all went well, by the exit code.
struct user_at_exit
{
    explicit user_at_exit(std::string lock_name, int code = 0) : name(std::move(lock_name)), exit_code(code) {}
    ~user_at_exit()
    {
        named_lock lock(name);
        {
            std::scoped_lock< named_lock > const guard(lock);
            named_lock other(name);
            if (other.try_lock())
                ::_exit(1);
        }
        if (exit_code != 0)
            ::_exit(exit_code);
    }

    std::string name;
    int exit_code;
};

std::string& name_at_exit()
{
    static std::string& name = *new std::string(unique_name());
    return name;
}

constexpr int went_well = 42;

} // namespace

BOOST_AUTO_TEST_SUITE(static_destruction)

BOOST_AUTO_TEST_CASE(a_lock_works_until_the_very_end)
{
    std::string const name = name_at_exit();
    forked_child child([&](child_checks&) {
        // Destroyed in the opposite order: the lock goes before the object that was made first and needs one.
        static user_at_exit const last(name, went_well);
        static named_lock const lock(name);
        static user_at_exit const first(name);
        std::atexit([] { user_at_exit const in_handler(name_at_exit()); });
        std::exit(1);
    });
    BOOST_TEST(child.wait() == went_well);
    named_lock::remove(name);
}

BOOST_AUTO_TEST_CASE(a_static_lock_that_is_held_at_exit_is_free_afterwards)
{
    std::string const name = unique_name();
    forked_child child([&](child_checks&) {
        static named_lock lock(name);
        lock.lock();
        std::_Exit(0);
    });
    BOOST_TEST(child.wait() == 0);
    named_lock lock(name);
    BOOST_TEST(lock.try_lock());
    lock.unlock();
    lock.remove();
}

BOOST_AUTO_TEST_SUITE_END()
