// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Chooses how a file comes into being with its final mode.

#ifndef BOOST_NAMED_LOCK_DETAIL_NEW_FILE_HPP
#define BOOST_NAMED_LOCK_DETAIL_NEW_FILE_HPP

#include <fcntl.h>

#if defined(__linux__) && defined(O_TMPFILE)
#include <boost/named_lock/detail/linux/new_file.hpp>
#else
#include <boost/named_lock/detail/posix/new_file.hpp>
#endif

#endif // BOOST_NAMED_LOCK_DETAIL_NEW_FILE_HPP
