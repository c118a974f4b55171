// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The default lock: this platform's backend and the default naming.

#ifndef BOOST_NAMED_LOCK_NAMED_LOCK_HPP
#define BOOST_NAMED_LOCK_NAMED_LOCK_HPP

#include <boost/named_lock/basic_named_lock.hpp>
#include <boost/named_lock/naming/temp_directory.hpp>

#include <boost/config.hpp>

#if defined(BOOST_WINDOWS)
#include <boost/named_lock/backends/win32_mutex.hpp>
#else
#include <boost/named_lock/backends/flock.hpp>
#endif

namespace boost {
namespace named_locks {

/// The backend of `named_lock`: what the Rust crate ipc-lock uses on this platform.
#if defined(BOOST_WINDOWS)
using default_backend = win32_mutex_backend;
#else
using default_backend = flock_backend;
#endif

/// A named lock for everyday use. It meets programs that use ipc-lock 0.1.3, and on POSIX systems those that call
/// flock(1) on `$TMPDIR/<name>.lock`.
using named_lock = basic_named_lock< default_backend >;

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_NAMED_LOCK_HPP
