// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The default naming policy, which is ipc-lock's rule: names shared by everyone with the same temporary directory.

#ifndef BOOST_NAMED_LOCK_NAMING_TEMP_DIRECTORY_HPP
#define BOOST_NAMED_LOCK_NAMING_TEMP_DIRECTORY_HPP

#include <boost/named_lock/detail/native_names.hpp>
#include <boost/named_lock/detail/temp_directory.hpp>
#include <boost/named_lock/naming.hpp>

#include <string>
#include <string_view>
#include <system_error>

namespace boost {
namespace named_locks {

/// Lock files in the temporary directory, kernel objects of the whole machine, shared memory objects of the machine.
///
/// A program in any language that follows the rule of the Rust crate ipc-lock 0.1.3 meets these locks under the same
/// name.
///
/// | name domain            | native name                                                                        |
/// |------------------------|------------------------------------------------------------------------------------|
/// | `lock_file`            | `$TMPDIR/<name><suffix>`, without `TMPDIR` `/tmp/<name><suffix>`; on Windows the   |
/// |                        | folder that `GetTempPathW` names                                                   |
/// | `kernel_object`        | `Global\<name><suffix>`; `name` is UTF-8                                           |
/// | `shared_memory_object` | `/<name><suffix>`                                                                  |
///
/// Errors: `named_lock_errc::invalid_name` and `name_too_long`; for `lock_file` also
/// `named_lock_errc::invalid_directory` if `TMPDIR` is set to an empty or relative path. (ipc-lock takes such a path as
/// relative to the current directory. We refuse it, because two programs would miss each other without a word.)
class temp_directory_naming
{
public:
    lock_file::native_name_type
    native_name(lock_file, std::string_view name, std::string_view suffix, std::error_code& ec) const
    {
        ec = check_name(name, detail::name_limit< lock_file >(suffix));
        if (ec)
            return lock_file::native_name_type();
        lock_file::native_name_type const folder = detail::temp_directory(ec);
        if (ec)
            return lock_file::native_name_type();
        return detail::lock_file_in(folder, name, suffix, ec);
    }

    kernel_object::native_name_type
    native_name(kernel_object, std::string_view name, std::string_view suffix, std::error_code& ec) const
    {
        ec = check_name(name, 4u * kernel_object::max_name_length);
        return ec ? kernel_object::native_name_type() :
                    detail::kernel_object_name(L"Global\\", std::string(name).append(suffix), ec);
    }

    shared_memory_object::native_name_type
    native_name(shared_memory_object, std::string_view name, std::string_view suffix, std::error_code& ec) const
    {
        ec = check_name(name, detail::name_limit< shared_memory_object >(suffix));
        return ec ? std::string() : std::string(1, '/').append(name).append(suffix);
    }
};

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_NAMING_TEMP_DIRECTORY_HPP
