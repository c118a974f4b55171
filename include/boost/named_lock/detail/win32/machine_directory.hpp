// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The folder for lock files of all users on Windows.

#ifndef BOOST_NAMED_LOCK_DETAIL_WIN32_MACHINE_DIRECTORY_HPP
#define BOOST_NAMED_LOCK_DETAIL_WIN32_MACHINE_DIRECTORY_HPP

#include <boost/winapi/basic_types.hpp>
#include <boost/winapi/get_last_error.hpp>
#include <boost/winapi/get_system_directory.hpp>

#include <filesystem>
#include <string>
#include <system_error>

namespace boost {
namespace named_locks {
namespace detail {

/// Returns: The folder Temp beside that of the system, usually `C:\Windows\Temp`: every user may create files there and
/// open by name what its permissions let him. The folder of `GetTempPathW` is one user's, and depends on the
/// environment.
inline std::wstring machine_directory(std::error_code& ec)
{
    constexpr boost::winapi::UINT_ room = 261u; // MAX_PATH and a zero
    wchar_t system[room];
    boost::winapi::UINT_ const length = boost::winapi::GetSystemDirectoryW(system, room);
    if (length == 0u || length >= room)
    {
        ec = std::error_code(static_cast< int >(boost::winapi::GetLastError()), std::system_category());
        return std::wstring();
    }
    ec.clear();
    return (std::filesystem::path(std::wstring(system, length)).parent_path() / L"Temp").native();
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_WIN32_MACHINE_DIRECTORY_HPP
