// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The lock types of a test program by name: a child process is told the name, not the type.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_LOCK_TYPE_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_LOCK_TYPE_HPP

#include "any_lock.hpp"

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace named_lock_test {

class scene;

/// What names a lock type's backend opens.
enum class name_kind
{
    file,
    kernel_object,
    shared_memory_object,
    other
};

/// What a lock type promises and has, known at run time.
struct abilities
{
    bool thread_owned;
    bool crash_safe;
    bool reports_abandonment;
    bool timed;
    bool shared;
    bool timed_shared;
    bool removal;
    name_kind names;
    std::size_t suffix_length;
};

/// A test that needs the lock type itself.
struct typed_case
{
    char const* name;
    void (*run)(scene&);
};

struct lock_type
{
    /// The name of the test suite, one word.
    std::string name;
    abilities can;
    std::unique_ptr< any_lock > (*make)();
    /// Removes what a test left in the system under a user's name, in whatever state it is.
    void (*clean_up)(std::string const& name);
    std::vector< typed_case > typed_cases;
    /// Whether the conformance suite is run for it.
    bool has_suite = false;
};

/// The lock types of this program.
inline std::vector< lock_type >& lock_types()
{
    static std::vector< lock_type > types;
    return types;
}

/// Requires: There is such a lock type.
inline lock_type const& lock_type_named(std::string const& name)
{
    for (lock_type const& type : lock_types())
        if (type.name == name)
            return type;
    throw std::out_of_range("no lock type " + name);
}

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_LOCK_TYPE_HPP
