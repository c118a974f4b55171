// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The naming policy for locks between all processes of the machine, whoever runs them.

#ifndef BOOST_NAMED_LOCK_NAMING_MACHINE_HPP
#define BOOST_NAMED_LOCK_NAMING_MACHINE_HPP

#include <boost/named_lock/detail/lock_folder.hpp>
#include <boost/named_lock/detail/machine_directory.hpp>
#include <boost/named_lock/detail/native_names.hpp>
#include <boost/named_lock/naming.hpp>
#include <boost/named_lock/options.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace boost {
namespace named_locks {

/// Names that all users of the machine share. They depend on nothing in the environment, so that a service, a cron job
/// and a user's session meet.
///
/// | name domain            | native name                                                                            |
/// |------------------------|----------------------------------------------------------------------------------------|
/// | `lock_file`            | `/tmp/<name><suffix>`, on Windows `Temp\<name><suffix>` in the system's own folder     |
/// |                        | (`C:\Windows`), unless a folder was given                                              |
/// | `kernel_object`        | `Global\<name><suffix>`; `name` is UTF-8                                               |
/// | `shared_memory_object` | `/<name><suffix>`                                                                      |
///
/// What is created is for everybody (`visible_to`): a lock file has mode 0666 whatever the umask is, a kernel object
/// has an open DACL, and a shared memory object mode 0666. A lock file gets its mode before it gets its name on Linux;
/// elsewhere a second user who opens it in the moment between the two may be refused.
///
/// Errors: `named_lock_errc::invalid_name` and `name_too_long`; for `lock_file` also
/// `named_lock_errc::invalid_directory` if the folder that was given is not an absolute path.
///
/// What it does not promise:
///   * Protection. Every user of the machine can hold the lock for ever, and take its name first with an object that
///     others may not open: `std::errc::permission_denied`, or what the backend reports of a thing that is no lock.
///   * That everybody can remove the lock. In a sticky folder, as `/tmp` is, that is for the owner of the file or of
///     the folder and for root; `remove()` of others fails with `std::errc::operation_not_permitted`.
///   * One lock for containers, or for a systemd service with `PrivateTmp=`, that have a `/tmp` of their own.
///   * That each backend gets past the umask with its shared memory objects. The semaphore of
///     `interprocess_mutex_backend` is made under it: with the usual 022, other users cannot open it.
///   * That a lock file which stood there before, with other permissions, gets new ones.
class machine_naming
{
public:
    static constexpr visibility visible_to = visibility::everyone;

    /// Lock files go where the table says.
    machine_naming() = default;

    /// Lock files go to `folder`, which has to exist when a lock is opened, and to let every user in. It does not
    /// matter to other name domains.
    ///
    /// Notes: A relative path is not made absolute: it would be another folder for a process that was started
    /// elsewhere.
    explicit machine_naming(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    lock_file::native_name_type
    native_name(lock_file, std::string_view name, std::string_view suffix, std::error_code& ec) const
    {
        ec = check_name(name, detail::name_limit< lock_file >(suffix));
        if (ec)
            return lock_file::native_name_type();
        lock_file::native_name_type const folder = m_folder ? m_folder->native() : detail::machine_directory(ec);
        if (!ec)
            ec = detail::check_lock_folder(folder);
        return ec ? lock_file::native_name_type() : detail::lock_file_in(folder, name, suffix, ec);
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

private:
    std::optional< std::filesystem::path > m_folder;
};

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_NAMING_MACHINE_HPP
