// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The folder for lock files by ipc-lock's rule: this platform's temporary directory.

#ifndef BOOST_NAMED_LOCK_DETAIL_TEMP_DIRECTORY_HPP
#define BOOST_NAMED_LOCK_DETAIL_TEMP_DIRECTORY_HPP

#include <boost/config.hpp>

#if defined(BOOST_WINDOWS)
#include <boost/named_lock/detail/win32/temp_directory.hpp>
#else
#include <boost/named_lock/detail/posix/temp_directory.hpp>
#endif

#endif // BOOST_NAMED_LOCK_DETAIL_TEMP_DIRECTORY_HPP
