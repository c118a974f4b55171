// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Everybody who takes part in the benchmarks. To add a backend, add its line here.

#ifndef BOOST_NAMED_LOCK_BENCH_CONTESTANTS_HPP
#define BOOST_NAMED_LOCK_BENCH_CONTESTANTS_HPP

#include "contestant.hpp"
#include "rivals/interprocess.hpp"
#include "rivals/system.hpp"

#include <boost/named_lock.hpp>
#include <boost/named_lock/interop/interprocess.hpp>

#include <stdexcept>
#include <string>
#include <vector>

namespace named_lock_bench {

/// The label of the contestant that the others are compared with.
inline constexpr char const* ancestor = "ipc-lock stand-in (Rust)";

inline std::vector< contestant > const& contestants()
{
    namespace bi = boost::interprocess;
    namespace nl = boost::named_locks;

    static std::vector< contestant > const all = {
        // named_lock< a backend of the library, or of yours >(label)
        named_lock< nl::flock_backend >("flock"),
        named_lock< nl::basic_flock_backend< nl::no_file_check > >("flock, no check"),
        named_lock< nl::basic_flock_backend< nl::path_check > >("flock, path check"),
        named_lock< nl::tracked_flock_backend >("flock, owner record"),
        named_lock< nl::robust_mutex_backend >("robust mutex"),
        named_lock< nl::interprocess_mutex_backend >("interprocess mutex"),
        named_lock< nl::interprocess_sharable_backend >("interprocess sharable"),
        named_lock< nl::interprocess_file_lock_backend >("interprocess file lock"),

        // rival< type >(label, whether it survives a killed holder, what it excludes)
        rival< bare_flock >("bare flock(2)", survives_kill::yes),
        rival< robust_pthread_mutex >("bare robust pthread mutex", survives_kill::yes),
        rival< named_semaphore >("bare POSIX semaphore", survives_kill::no),
        rival< interprocess_lock< bi::named_mutex > >("Boost.Interprocess named_mutex", survives_kill::no),
        rival< interprocess_lock< bi::named_sharable_mutex > >("Boost.Interprocess named_sharable", survives_kill::no),
        rival< interprocess_lock< interprocess_file_mutex > >(
            "Boost.Interprocess file_lock", survives_kill::yes, excludes::processes_only),

        // module(label, the name of its CMake target less `bench_`, whether it survives a killed holder)
        module("POCO NamedMutex", "poco", survives_kill::yes),
        module("Qt QLockFile", "qt", survives_kill::yes),
        module(ancestor, "ipc_lock", survives_kill::yes),
    };
    return all;
}

/// Throws: `std::runtime_error` if there is none of that label.
inline contestant const& contestant_of(std::string const& label)
{
    for (contestant const& candidate : contestants())
    {
        if (candidate.label == label)
            return candidate;
    }
    throw std::runtime_error("there is no contestant '" + label + "'");
}

} // namespace named_lock_bench

#endif // BOOST_NAMED_LOCK_BENCH_CONTESTANTS_HPP
