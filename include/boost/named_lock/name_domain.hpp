// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The kinds of native name: what a backend opens, and what a naming policy makes from the user's name.

#ifndef BOOST_NAMED_LOCK_NAME_DOMAIN_HPP
#define BOOST_NAMED_LOCK_NAME_DOMAIN_HPP

#include <boost/named_lock/error.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <system_error>

namespace boost {
namespace named_locks {

namespace detail {

template< class NativeName >
std::error_code check_native_name(NativeName const& name)
{
    if (name.empty())
        return std::make_error_code(std::errc::no_such_file_or_directory);
    if (name.find(typename NativeName::value_type()) != NativeName::npos)
        return named_lock_errc::invalid_name;
    return std::error_code();
}

} // namespace detail

// A name domain is a tag type with
//   native_name_type   the string type of a native name,
//   max_name_length    how many units of it the last part of a native name may have, suffix and prefix included,
//   canonical(n, ec)   the spelling of `n` by which the registry knows it, so that two spellings of one object share
//                      one lock state. If there is none, sets `ec` and returns an empty string: a NUL would end the
//                      name early for the system, and make it another one.

/// Native names are paths of lock files.
struct lock_file
{
    using native_name_type = std::filesystem::path::string_type;

    /// In bytes: NAME_MAX of every file system that matters here.
    static constexpr std::size_t max_name_length = 255;

    /// The absolute path: a relative one would come to mean another file when the process changes its directory.
    /// Links and `..` are not resolved.
    static native_name_type canonical(native_name_type const& name, std::error_code& ec)
    {
        ec = detail::check_native_name(name);
        if (ec)
            return native_name_type();
        std::filesystem::path const path(name);
        return path.is_absolute() ? name : std::filesystem::absolute(path, ec).native();
    }
};

/// Native names are names of kernel objects (Windows): `Global\name`, `Local\name`.
struct kernel_object
{
    using native_name_type = std::wstring;

    /// In UTF-16 units, the prefix included: less than MAX_PATH, which is 260 with the terminating zero.
    static constexpr std::size_t max_name_length = 259;

    /// A name without a prefix lives in the session's own folder, as `Local\name` does.
    static native_name_type canonical(native_name_type const& name, std::error_code& ec)
    {
        ec = detail::check_native_name(name);
        if (ec)
            return native_name_type();
        return name.find(L'\\') == native_name_type::npos ? L"Local\\" + name : name;
    }
};

/// Native names are names of POSIX shared memory objects: `/name`.
struct shared_memory_object
{
    using native_name_type = std::string;

    /// In bytes: NAME_MAX, of which glibc takes the leading slash off, and "sem." for a semaphore.
    static constexpr std::size_t max_name_length = 250;

    static native_name_type canonical(native_name_type const& name, std::error_code& ec)
    {
        ec = detail::check_native_name(name);
        if (ec)
            return native_name_type();
        return name.front() != '/' ? "/" + name : name;
    }
};

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_NAME_DOMAIN_HPP
