// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Who the user is, and which folder for lock files is his alone, on POSIX.

#ifndef BOOST_NAMED_LOCK_DETAIL_POSIX_USER_HPP
#define BOOST_NAMED_LOCK_DETAIL_POSIX_USER_HPP

#include <boost/named_lock/detail/native_names.hpp>
#include <boost/named_lock/detail/posix/private_directory.hpp>
#include <boost/named_lock/error.hpp>
#include <boost/named_lock/name_domain.hpp>
#include <boost/named_lock/naming.hpp>

#include <string>
#include <string_view>
#include <system_error>

#include <stdlib.h>
#include <unistd.h>

namespace boost {
namespace named_locks {
namespace detail {

/// Returns: The effective user id, in decimal.
inline std::string user_id(std::error_code& ec)
{
    ec.clear();
    return std::to_string(::geteuid());
}

/// Returns: The folder that `XDG_RUNTIME_DIR` names; null if the variable is not set, or is not to be believed. A
/// set-user-ID or set-group-ID program runs in the environment of somebody else, who could have it create files in any
/// folder that is private to its own user.
inline char const* runtime_directory() noexcept
{
    bool const as_another = ::geteuid() != ::getuid() || ::getegid() != ::getgid();
    return as_another ? nullptr : ::getenv("XDG_RUNTIME_DIR");
}

/// Returns: The user's own folder for lock files, after checking it: `XDG_RUNTIME_DIR`, or, if that is not set,
/// `/tmp/named_lock-<uid>`, which is made if need be. A variable that is set to what cannot be used is an error and not
/// the same as none: two programs of one user would miss each other without a word.
inline std::string user_directory(std::error_code& ec)
{
    std::string folder;
    if (char const* const runtime = runtime_directory())
    {
        folder = runtime;
        // With a slash behind it, a symbolic link would be followed, and one folder would have several spellings.
        while (folder.size() > 1u && folder.back() == '/')
            folder.pop_back();
        if (folder.empty() || folder.front() != '/')
            ec = named_lock_errc::invalid_directory;
        else
            ec = check_private_directory(folder.c_str()).error();
    }
    else
    {
        // Not TMPDIR: who unsets one of the variables may set the other.
        folder = "/tmp/named_lock-" + user_id(ec);
        ec = make_private_directory(folder.c_str()).error();
    }
    return ec ? std::string() : folder;
}

/// Returns: The path of this user's lock file `name`. The name is checked before the folder is.
inline lock_file::native_name_type
user_lock_file(std::string_view name, std::string_view suffix, std::error_code& ec)
{
    ec = check_name(name, name_limit< lock_file >(suffix));
    if (ec)
        return lock_file::native_name_type();
    std::string const folder = user_directory(ec);
    return ec ? lock_file::native_name_type() : lock_file_in(folder, name, suffix, ec);
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_POSIX_USER_HPP
