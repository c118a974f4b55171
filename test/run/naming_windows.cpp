// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The parts of native names that come from Windows: the user's security identifier, and the folders.

#include <boost/named_lock/detail/win32/machine_directory.hpp>
#include <boost/named_lock/detail/win32/sid.hpp>
#include <boost/named_lock/naming/user.hpp>

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <string>
#include <system_error>

#include <windows.h>

#include <sddl.h>

using namespace boost::named_locks;

namespace {

/// What Windows itself makes of a text form and of the identifier that it stands for.
std::string sid_through_windows(char const* text, std::string& ours)
{
    PSID sid = nullptr;
    BOOST_REQUIRE(::ConvertStringSidToSidA(text, &sid));
    ours = detail::sid_text(static_cast< unsigned char const* >(sid));
    char* again = nullptr;
    BOOST_REQUIRE(::ConvertSidToStringSidA(sid, &again));
    std::string const result = again;
    ::LocalFree(again);
    ::LocalFree(sid);
    return result;
}

} // namespace

BOOST_AUTO_TEST_SUITE(naming_windows)

BOOST_AUTO_TEST_CASE(text_of_identifiers)
{
    for (char const* const text :
         { "S-1-5-18", "S-1-1-0", "S-1-5-21-3623811015-3361044348-30300820-1013", "S-1-5-32-544",
           "S-1-12-1-4294967295-2147483648-1-0", "S-1-5-82-1-2-3-4-5" })
    {
        std::string ours;
        BOOST_CHECK_EQUAL(sid_through_windows(text, ours), text);
        BOOST_CHECK_EQUAL(ours, text);
    }
}

BOOST_AUTO_TEST_CASE(the_user_is_that_of_the_process)
{
    HANDLE token = nullptr;
    BOOST_REQUIRE(::OpenProcessToken(::GetCurrentProcess(), TOKEN_QUERY, &token));
    alignas(TOKEN_USER) char buffer[256];
    DWORD length = 0;
    BOOST_REQUIRE(::GetTokenInformation(token, TokenUser, buffer, sizeof buffer, &length));
    char* text = nullptr;
    BOOST_REQUIRE(::ConvertSidToStringSidA(reinterpret_cast< TOKEN_USER* >(buffer)->User.Sid, &text));
    std::error_code ec = named_lock_errc::unstable_path;
    BOOST_CHECK_EQUAL(detail::user_id(ec), text);
    BOOST_CHECK(!ec);
    ::LocalFree(text);
    ::CloseHandle(token);
}

BOOST_AUTO_TEST_CASE(lock_file_of_a_user)
{
    std::error_code ec;
    std::filesystem::path const path = user_naming().native_name(lock_file(), "x", ".lock", ec);
    BOOST_REQUIRE(!ec);
    BOOST_CHECK(path.parent_path() == (std::filesystem::temp_directory_path() / "x").parent_path());
    BOOST_CHECK_EQUAL(path.filename().string(), "x." + detail::user_id(ec) + ".lock");
    for (char const* const bad : { "", "..", "a/b", "con", "a." })
    {
        BOOST_CHECK(user_naming().native_name(lock_file(), bad, ".lock", ec).empty());
        BOOST_CHECK_EQUAL(ec, named_lock_errc::invalid_name);
    }
    BOOST_CHECK(user_naming().native_name(lock_file(), std::string(250, 'n'), ".lock", ec).empty());
    BOOST_CHECK_EQUAL(ec, named_lock_errc::name_too_long);
}

BOOST_AUTO_TEST_CASE(folder_of_the_machine)
{
    std::error_code ec = named_lock_errc::unstable_path;
    std::filesystem::path const folder = detail::machine_directory(ec);
    BOOST_CHECK(!ec);
    char windows[MAX_PATH];
    BOOST_REQUIRE(::GetSystemWindowsDirectoryA(windows, MAX_PATH) != 0);
    BOOST_CHECK(std::filesystem::equivalent(folder, std::filesystem::path(windows) / "Temp"));
}

BOOST_AUTO_TEST_SUITE_END()
