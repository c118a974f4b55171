// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What may be asked of a lock when its operating system object is opened.

#ifndef BOOST_NAMED_LOCK_OPTIONS_HPP
#define BOOST_NAMED_LOCK_OPTIONS_HPP

namespace boost {
namespace named_locks {

/// What to do when the operating system object of a lock does not exist yet.
enum class creation : unsigned char
{
    /// Create it.
    open_or_create,
    /// Fail with `std::errc::no_such_file_or_directory`, or with the backend's own error for "not found".
    open_only
};

/// Who may use an operating system object that the library creates. An object that exists keeps its permissions.
enum class visibility : unsigned char
{
    /// What the system gives by default: mode 0666 less the umask, or the process's default security descriptor.
    inherited,
    /// This user only: mode 0600.
    user,
    /// Every user of the machine: mode 0666 whatever the umask is, or an open DACL.
    everyone
};

/// Options of the constructors of `basic_named_lock`.
///
/// They apply to the opening that creates the lock state of a name in this process, and to its later re-openings. A
/// handle that joins an existing state takes that state as it is.
struct lock_options
{
    creation create = creation::open_or_create;
    visibility visible_to = visibility::inherited;
};

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_OPTIONS_HPP
