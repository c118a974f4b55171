// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Chooses the platform's folder for temporary files of every user.

#ifndef BOOST_NAMED_LOCK_DETAIL_MACHINE_DIRECTORY_HPP
#define BOOST_NAMED_LOCK_DETAIL_MACHINE_DIRECTORY_HPP

#include <boost/config.hpp>

#if defined(BOOST_WINDOWS)
#include <boost/named_lock/detail/win32/machine_directory.hpp>
#else
#include <boost/named_lock/detail/posix/machine_directory.hpp>
#endif

#endif // BOOST_NAMED_LOCK_DETAIL_MACHINE_DIRECTORY_HPP
