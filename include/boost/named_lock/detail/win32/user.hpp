// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Who the user is, and where his lock files are, on Windows.

#ifndef BOOST_NAMED_LOCK_DETAIL_WIN32_USER_HPP
#define BOOST_NAMED_LOCK_DETAIL_WIN32_USER_HPP

#include <boost/named_lock/detail/native_names.hpp>
#include <boost/named_lock/detail/win32/sid.hpp>
#include <boost/named_lock/detail/win32/temp_directory.hpp>
#include <boost/named_lock/name_domain.hpp>
#include <boost/named_lock/naming.hpp>

#include <boost/winapi/basic_types.hpp>
#include <boost/winapi/dll.hpp>
#include <boost/winapi/get_current_process.hpp>
#include <boost/winapi/get_last_error.hpp>
#include <boost/winapi/handles.hpp>

#include <string>
#include <string_view>
#include <system_error>

namespace boost {
namespace named_locks {
namespace detail {

/// A function of advapi32.dll for which Boost.WinAPI has no declaration, and which we cannot declare beside that of
/// <windows.h>. The library is one of those that every process finds in the system's folder only, and stays loaded.
template< class Function >
Function* security_function(char const* name) noexcept
{
    boost::winapi::HMODULE_ const library = boost::winapi::LoadLibraryW(L"advapi32.dll");
    boost::winapi::FARPROC_ const found =
        library != nullptr ? boost::winapi::get_proc_address(library, name) : nullptr;
    // By way of the one type that compilers let be cast to any function.
    return reinterpret_cast< Function* >(reinterpret_cast< void (*)() >(found));
}

/// Returns: The security identifier of the user that the process runs as, in its usual form, `S-1-5-21-...`. A user
/// name is not enough: two domains may have the same.
inline std::string user_id(std::error_code& ec)
{
    namespace api = boost::winapi;
    using open_token = api::BOOL_ BOOST_WINAPI_WINAPI_CC(api::HANDLE_, api::DWORD_, api::HANDLE_*);
    using token_information =
        api::BOOL_ BOOST_WINAPI_WINAPI_CC(api::HANDLE_, int, void*, api::DWORD_, api::DWORD_*);
    constexpr api::DWORD_ token_query = 8u; // TOKEN_QUERY of <winnt.h>
    constexpr int token_user = 1;           // TokenUser
    // TOKEN_USER: where the identifier is, and its attributes. The identifier follows, of at most 68 bytes.
    struct
    {
        unsigned char const* sid;
        api::DWORD_ attributes;
        unsigned char room[128];
    } user = {};

    auto* const open_process_token = security_function< open_token >("OpenProcessToken");
    auto* const get_token_information = security_function< token_information >("GetTokenInformation");
    api::HANDLE_ token = nullptr;
    api::DWORD_ length = 0u;
    bool good = open_process_token != nullptr && get_token_information != nullptr &&
        open_process_token(api::GetCurrentProcess(), token_query, &token) != 0;
    if (good)
    {
        good = get_token_information(token, token_user, &user, sizeof user, &length) != 0;
        api::DWORD_ const error = api::GetLastError();
        api::CloseHandle(token);
        ec = good ? std::error_code() : std::error_code(static_cast< int >(error), std::system_category());
    }
    else
    {
        ec = std::error_code(static_cast< int >(api::GetLastError()), std::system_category());
    }
    return good ? sid_text(user.sid) : std::string();
}

/// Returns: The path of this user's lock file `name`, with the user's identifier before the suffix: the temporary
/// directory is the user's own by default only, and that of services is for all of them.
inline lock_file::native_name_type
user_lock_file(std::string_view name, std::string_view suffix, std::error_code& ec)
{
    ec = check_name(name, name_limit< lock_file >(suffix));
    if (ec)
        return lock_file::native_name_type();
    std::string const user = user_id(ec);
    if (ec)
        return lock_file::native_name_type();
    std::string const ending = std::string(1, '.').append(user).append(suffix);
    ec = check_name(name, name_limit< lock_file >(ending));
    if (ec)
        return lock_file::native_name_type();
    lock_file::native_name_type const folder = temp_directory(ec);
    return ec ? lock_file::native_name_type() : lock_file_in(folder, name, ending, ec);
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_WIN32_USER_HPP
