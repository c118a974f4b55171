// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: win32_mutex.hpp is for Windows; flock.hpp is its counterpart

// The header of another platform's backend says so.

#include <boost/named_lock/backends/win32_mutex.hpp>
