// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// expect: Boost.NamedLock: this naming policy makes locks of all users, and this backend those of one user

// A robust mutex is of mode 0600: a name on which all users agree would be of use to the first one only.

#include <boost/named_lock/backends/robust_mutex.hpp>
#include <boost/named_lock/basic_named_lock.hpp>
#include <boost/named_lock/naming/machine.hpp>

boost::named_locks::basic_named_lock< boost::named_locks::robust_mutex_backend, boost::named_locks::machine_naming >
    lock("name");
