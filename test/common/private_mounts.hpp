// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// File systems that only a forked child and its children see (Linux).

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_PRIVATE_MOUNTS_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_PRIVATE_MOUNTS_HPP

#include <cstdio>
#include <stdexcept>

#include <sched.h>
#include <sys/mount.h>

namespace named_lock_test {

/// Gives this process, a forked child, mounts of its own. Returns: false, and says so, if it may not have them.
inline bool leave_mounts()
{
    if (::unshare(CLONE_NEWNS) != 0)
    {
        std::fprintf(stderr, "not run: this process may not make a mount namespace\n");
        return false;
    }
    if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        throw std::runtime_error("the mounts cannot be made private");
    return true;
}

/// Mounts an empty file system of this kind.
inline void mount_new(char const* kind, char const* where, char const* options = nullptr)
{
    if (::mount(kind, where, kind, 0, options) != 0)
        throw std::runtime_error("mount failed");
}

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_PRIVATE_MOUNTS_HPP
