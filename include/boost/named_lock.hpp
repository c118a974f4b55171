// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Everything of Boost.NamedLock that needs no other library: the lock, this platform's backends, the naming policies.

#ifndef BOOST_NAMED_LOCK_HPP
#define BOOST_NAMED_LOCK_HPP

#include <boost/named_lock/basic_named_lock.hpp>
#include <boost/named_lock/error.hpp>
#include <boost/named_lock/guard.hpp>
#include <boost/named_lock/named_lock.hpp>
#include <boost/named_lock/naming/directory.hpp>
#include <boost/named_lock/naming/machine.hpp>
#include <boost/named_lock/naming/temp_directory.hpp>
#include <boost/named_lock/naming/user.hpp>
#include <boost/named_lock/options.hpp>
#include <boost/named_lock/owner_info.hpp>

#if defined(__linux__) && defined(__GLIBC__)
#include <boost/named_lock/backends/robust_mutex.hpp>
#endif

#endif // BOOST_NAMED_LOCK_HPP
