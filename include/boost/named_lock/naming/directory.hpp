// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The naming policy for lock files in a folder of the user's choice.

#ifndef BOOST_NAMED_LOCK_NAMING_DIRECTORY_HPP
#define BOOST_NAMED_LOCK_NAMING_DIRECTORY_HPP

#include <boost/named_lock/detail/lock_folder.hpp>
#include <boost/named_lock/detail/native_names.hpp>
#include <boost/named_lock/naming.hpp>

#include <filesystem>
#include <string_view>
#include <system_error>

namespace boost {
namespace named_locks {

/// Names of one folder that is given at run time: the lock belongs to what is in it, such as a project's build folder
/// or a data base.
///
/// | name domain            | native name                     |
/// |------------------------|---------------------------------|
/// | `lock_file`            | `<folder>/<name><suffix>`       |
/// | `kernel_object`        | none: the pair does not compile |
/// | `shared_memory_object` | none: the pair does not compile |
///
/// Who may use what is created is left to the umask and to the folder's own defaults; set `lock_options::visible_to`
/// for something else.
///
/// Errors: `named_lock_errc::invalid_name` and `name_too_long`; `named_lock_errc::invalid_directory` if the folder is
/// an empty path or has a NUL in it. That the folder does not exist, or is a file, is found when a lock is opened:
/// `std::errc::no_such_file_or_directory`, `std::errc::not_a_directory`. It is never made.
///
/// What it does not promise: that two spellings of one folder, by symbolic links or `..`, give one lock state in a
/// process. (They exclude each other as two processes do.) That nobody can exchange the folder: it is not checked,
/// because only the user can know who ought to have rights to it.
class directory_naming
{
public:
    /// Effects: Makes a relative path absolute, so that it does not come to mean another folder when the process
    /// changes its directory. If that fails, each lock reports why.
    explicit directory_naming(std::filesystem::path const& folder) :
        m_folder(folder.empty() ? folder.native() : std::filesystem::absolute(folder, m_error).native())
    {
        if (!m_error)
            m_error = detail::check_lock_folder(m_folder);
    }

    lock_file::native_name_type
    native_name(lock_file, std::string_view name, std::string_view suffix, std::error_code& ec) const
    {
        ec = check_name(name, detail::name_limit< lock_file >(suffix));
        if (!ec)
            ec = m_error;
        return ec ? lock_file::native_name_type() : detail::lock_file_in(m_folder, name, suffix, ec);
    }

private:
    // Before the folder, whose initialisation sets it.
    std::error_code m_error;
    lock_file::native_name_type m_folder;
};

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_NAMING_DIRECTORY_HPP
