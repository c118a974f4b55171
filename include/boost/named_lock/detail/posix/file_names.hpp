// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The path of a lock file where paths are strings of bytes and every name but those of check_name's rules is its own.

#ifndef BOOST_NAMED_LOCK_DETAIL_POSIX_FILE_NAMES_HPP
#define BOOST_NAMED_LOCK_DETAIL_POSIX_FILE_NAMES_HPP

#include <boost/named_lock/error.hpp>

#include <string>
#include <string_view>
#include <system_error>

namespace boost {
namespace named_locks {
namespace detail {

/// Requires: `name` obeys `check_name`.
/// Returns: `folder`, a `/` unless it ends in one, `name` and `suffix`. An empty folder is
/// `named_lock_errc::invalid_directory`, as it would name the root.
inline std::string
join_file_name(std::string const& folder, std::string_view name, std::string_view suffix, std::error_code& ec)
{
    if (folder.empty())
    {
        ec = named_lock_errc::invalid_directory;
        return std::string();
    }
    ec.clear();
    std::string path;
    path.reserve(folder.size() + 1u + name.size() + suffix.size());
    path = folder;
    if (path.back() != '/')
        path.push_back('/');
    return path.append(name).append(suffix);
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_POSIX_FILE_NAMES_HPP
