// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Tells lock files apart by volume and file index.

#ifndef BOOST_NAMED_LOCK_DETAIL_WIN32_FILE_IDENTITY_HPP
#define BOOST_NAMED_LOCK_DETAIL_WIN32_FILE_IDENTITY_HPP

#include <boost/named_lock/detail/win32/security.hpp>
#include <boost/named_lock/error.hpp>
#include <boost/named_lock/name_domain.hpp>
#include <boost/named_lock/options.hpp>
#include <boost/named_lock/outcome.hpp>

#include <boost/winapi/access_rights.hpp>
#include <boost/winapi/basic_types.hpp>
#include <boost/winapi/error_codes.hpp>
#include <boost/winapi/file_management.hpp>
#include <boost/winapi/get_last_error.hpp>
#include <boost/winapi/handles.hpp>

#include <cstdint>
#include <filesystem>
#include <system_error>
#include <type_traits>
#include <utility>

namespace boost {
namespace named_locks {
namespace detail {

/// Volume serial number and file index.
using file_identity = std::pair< std::uint32_t, std::uint64_t >;

/// Everybody may do everything with the file while it is open here, even delete it.
inline constexpr boost::winapi::DWORD_ share_all =
    boost::winapi::FILE_SHARE_READ_ | boost::winapi::FILE_SHARE_WRITE_ | boost::winapi::FILE_SHARE_DELETE_;

inline outcome file_failure(char const* call) noexcept
{
    return outcome::system_failure(static_cast< int >(boost::winapi::GetLastError()), call);
}

/// Finds out which file stands at `path`. A lock of Windows belongs to a handle, so opening and closing one more does
/// no harm.
///
/// Returns: Success, or a failure: `is_a_directory`; `too_many_symbolic_link_levels` for a link or another reparse
/// point; `named_lock_errc::invalid_name` if the path contains a NUL; or what the system says.
inline outcome identify_file(lock_file::native_name_type const& path, file_identity& identity) noexcept
{
    namespace api = boost::winapi;
    if (path.find(L'\0') != lock_file::native_name_type::npos)
        return outcome::failure(named_lock_errc::invalid_name, "CreateFileW");
    // No access is needed to ask for attributes; the flags let a directory or a link itself be opened.
    api::HANDLE_ const file = api::CreateFileW(
        path.c_str(), 0u, share_all, nullptr, api::OPEN_EXISTING_,
        api::FILE_FLAG_BACKUP_SEMANTICS_ | api::FILE_FLAG_OPEN_REPARSE_POINT_, nullptr);
    if (file == api::INVALID_HANDLE_VALUE_)
        return file_failure("CreateFileW");
    api::BY_HANDLE_FILE_INFORMATION_ status;
    outcome const asked =
        api::GetFileInformationByHandle(file, &status) != 0 ? outcome() : file_failure("GetFileInformationByHandle");
    api::CloseHandle(file);
    if (asked.failed())
        return asked;
    if ((status.dwFileAttributes & api::FILE_ATTRIBUTE_REPARSE_POINT_) != 0u)
        return outcome::generic_failure(std::errc::too_many_symbolic_link_levels, "CreateFileW");
    if ((status.dwFileAttributes & api::FILE_ATTRIBUTE_DIRECTORY_) != 0u)
        return outcome::generic_failure(std::errc::is_a_directory, "CreateFileW");
    identity = file_identity(
        static_cast< std::uint32_t >(status.dwVolumeSerialNumber),
        (std::uint64_t{ status.nFileIndexHigh } << 32) | std::uint64_t{ status.nFileIndexLow });
    return outcome();
}

/// Creates a file at `path`. Returns: Success, also if something stands at `path` already; or failure.
inline outcome create_file(lock_file::native_name_type const& path, visibility visible_to) noexcept
{
    namespace api = boost::winapi;
    security_attributes attributes(visible_to);
    if (!attributes.prepare())
        return file_failure("SetSecurityDescriptorDacl");
    api::HANDLE_ const file = api::CreateFileW(
        path.c_str(), api::GENERIC_READ_ | api::GENERIC_WRITE_, share_all, attributes.get(), api::CREATE_NEW_,
        api::FILE_ATTRIBUTE_NORMAL_, nullptr);
    if (file == api::INVALID_HANDLE_VALUE_)
    {
        return api::GetLastError() == api::ERROR_FILE_EXISTS_ || api::GetLastError() == api::ERROR_ALREADY_EXISTS_ ?
            outcome() :
            file_failure("CreateFileW");
    }
    api::CloseHandle(file);
    return outcome();
}

/// Constructs a `boost::interprocess::file_lock`, say, in `place`. Older ones take a narrow path only: then a path that
/// the process's code page cannot express is opened under another spelling, and not found.
template< class Place >
void emplace_with_path(Place& place, lock_file::native_name_type const& path)
{
    if constexpr (std::is_constructible< typename Place::value_type, wchar_t const* >::value)
        place.emplace(path.c_str());
    else
        place.emplace(std::filesystem::path(path).string().c_str());
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_WIN32_FILE_IDENTITY_HPP
