// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What the benchmarks know of somebody who takes part, and the kinds of contestants that there are.

#ifndef BOOST_NAMED_LOCK_BENCH_CONTESTANT_HPP
#define BOOST_NAMED_LOCK_BENCH_CONTESTANT_HPP

#include "lock_under_test.hpp"
#include "rivals/module.hpp"

#include <boost/named_lock/basic_named_lock.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace named_lock_bench {

/// Whether the next one gets the lock after its holder was killed. The benchmarks measure it, too.
enum class survives_kill : bool
{
    no,
    yes
};

/// Whether two threads of a process, each with a handle of its own, exclude each other.
enum class excludes : bool
{
    processes_only,
    threads_too
};

struct contestant
{
    std::string label;
    /// Whether it is a backend behind `basic_named_lock`.
    bool ours;
    survives_kill survives;
    excludes among;
    bool installed;
    /// Opens the lock of a name.
    std::function< std::unique_ptr< lock_under_test >(std::string const& name) > open;
};

template< class Lock >
std::unique_ptr< lock_under_test > open_lock(std::string const& name)
{
    return std::make_unique< lock_adapter< Lock > >(name);
}

template< class Backend >
contestant named_lock(std::string const& label)
{
    return { label,
             true,
             Backend::crash_safe ? survives_kill::yes : survives_kill::no,
             excludes::threads_too,
             true,
             open_lock< boost::named_locks::basic_named_lock< Backend > > };
}

template< class Lock >
contestant rival(std::string const& label, survives_kill survives, excludes among = excludes::threads_too)
{
    return { label, false, survives, among, true, open_lock< Lock > };
}

inline contestant module(std::string const& label, std::string const& module, survives_kill survives)
{
    auto const open = [module](std::string const& name) -> std::unique_ptr< lock_under_test > {
        return std::make_unique< module_lock >(module, name);
    };
    return { label, false, survives, excludes::threads_too, std::filesystem::exists(rival_module::path(module)), open };
}

} // namespace named_lock_bench

#endif // BOOST_NAMED_LOCK_BENCH_CONTESTANT_HPP
