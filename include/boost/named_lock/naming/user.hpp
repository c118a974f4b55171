// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The naming policy for locks between the processes of one user.

#ifndef BOOST_NAMED_LOCK_NAMING_USER_HPP
#define BOOST_NAMED_LOCK_NAMING_USER_HPP

#include <boost/named_lock/detail/native_names.hpp>
#include <boost/named_lock/detail/user.hpp>
#include <boost/named_lock/naming.hpp>
#include <boost/named_lock/options.hpp>

#include <string>
#include <string_view>
#include <system_error>

namespace boost {
namespace named_locks {

/// Names that the processes of one user share: nobody else meets them by chance, and, for `lock_file` on POSIX, nobody
/// else can get at them, root apart.
///
/// | name domain            | native name                                                                          |
/// |------------------------|--------------------------------------------------------------------------------------|
/// | `lock_file`, POSIX     | `$XDG_RUNTIME_DIR/<name><suffix>`, without `XDG_RUNTIME_DIR`                         |
/// |                        | `/tmp/named_lock-<uid>/<name><suffix>`                                               |
/// | `lock_file`, Windows   | `<name>.<SID><suffix>` in the folder that `GetTempPathW` names                       |
/// | `kernel_object`        | `Local\<name>.<SID><suffix>`; `name` is UTF-8; with the uid in place of the SID on   |
/// |                        | POSIX                                                                                |
/// | `shared_memory_object` | `/<name>.<uid><suffix>`, with the SID in place of the uid on Windows                 |
///
/// The user is the effective one of the process on POSIX and the one of the process's token on Windows. What is created
/// is for him alone (`visible_to`): a lock file has mode 0600 whatever the umask is.
///
/// On POSIX, the folder is checked whenever a lock is constructed, on a descriptor: it is a directory and no symbolic
/// link, it belongs to the effective user, no other has any rights to it (`mode & 077` is 0), and it does not stand in
/// a folder that everybody may write to and that is not sticky. `/tmp/named_lock-<uid>` is made, with mode 0700, if it
/// does not exist, even if the lock is only to be opened or removed.
///
/// Errors: `named_lock_errc::invalid_name` and `name_too_long`. For `lock_file` on POSIX also
///   * `named_lock_errc::untrusted_directory`: the folder does not pass the check;
///   * `named_lock_errc::invalid_directory`: `XDG_RUNTIME_DIR` is empty or a relative path;
///   * `std::errc::no_such_file_or_directory`: there is no such folder as `XDG_RUNTIME_DIR` says;
///   * what `open`, `fstat` and `mkdir` report.
///
/// On Windows, what the system says of the process's token, and what `temp_directory_naming` reports.
///
/// Notes: `XDG_RUNTIME_DIR` that is set and cannot be used is an error, never a reason to look elsewhere: the user's
/// other processes may still use it, and would miss us. For that reason `sudo -E` and `su` without `-` get an error
/// where they keep the variable of another user. In a set-user-ID or set-group-ID program the variable is the invoker's
/// and is ignored.
///
/// What it does not promise:
///   * That all processes of the user meet. Those that have `XDG_RUNTIME_DIR` and those that do not (cron, `sudo`, a
///     `su -` without a session, some services) use different folders, and systemd's `PrivateTmp=` gives a service
///     another `/tmp`. On Windows, `Local\` is the session's: two sessions of the user do not meet. A lock for all of
///     those is better named with `machine_naming` or `directory_naming`.
///   * That the lock file stays. `XDG_RUNTIME_DIR` is deleted at the user's last logout, with locks that a process left
///     behind still holds (`still_linked()` tells it), and old files of `/tmp` are deleted by systemd-tmpfiles.
///   * Secrecy or protection for `kernel_object` and `shared_memory_object`, whose names share one place with those of
///     other users: another user can take the name first. Opening the lock then fails, as a rule with
///     `std::errc::permission_denied`.
class user_naming
{
public:
    static constexpr visibility visible_to = visibility::user;

    lock_file::native_name_type
    native_name(lock_file, std::string_view name, std::string_view suffix, std::error_code& ec) const
    {
        return detail::user_lock_file(name, suffix, ec);
    }

    kernel_object::native_name_type
    native_name(kernel_object, std::string_view name, std::string_view suffix, std::error_code& ec) const
    {
        // The rules for the name itself; how long it may be, is known when all of it is there.
        ec = check_name(name, 4u * kernel_object::max_name_length);
        std::string const ending = ec ? std::string() : ending_for_user(suffix, ec);
        return ec ? kernel_object::native_name_type() :
                    detail::kernel_object_name(L"Local\\", std::string(name).append(ending), ec);
    }

    shared_memory_object::native_name_type
    native_name(shared_memory_object, std::string_view name, std::string_view suffix, std::error_code& ec) const
    {
        ec = check_name(name, detail::name_limit< shared_memory_object >(suffix));
        std::string const ending = ec ? std::string() : ending_for_user(suffix, ec);
        if (!ec)
            ec = check_name(name, detail::name_limit< shared_memory_object >(ending));
        return ec ? std::string() : std::string(1, '/').append(name).append(ending);
    }

private:
    /// Neither kind of user's id contains a dot: no two names of no two users get one native name.
    static std::string ending_for_user(std::string_view suffix, std::error_code& ec)
    {
        return std::string(1, '.').append(detail::user_id(ec)).append(suffix);
    }
};

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_NAMING_USER_HPP
