// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Counts what is open, to find what was not closed (POSIX).

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_OPEN_DESCRIPTORS_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_OPEN_DESCRIPTORS_HPP

#include <fcntl.h>

namespace named_lock_test {

inline int open_descriptors() noexcept
{
    int count = 0;
    for (int fd = 0; fd != 1024; ++fd)
        count += ::fcntl(fd, F_GETFD) != -1;
    return count;
}

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_OPEN_DESCRIPTORS_HPP
