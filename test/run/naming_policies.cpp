// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What the naming policies make of a name in each name domain, and what they refuse, on all platforms.

#include "../common/environment.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

namespace fs = std::filesystem;

using namespace boost::named_locks;
using namespace std::string_literals;
using named_lock_test::temporary_folder;
using named_lock_test::unique_name;

namespace {

template< class Domain, class Policy >
typename Domain::native_name_type
native(Policy const& policy, std::string_view name, std::string_view suffix = ".lock")
{
    std::error_code ec = named_lock_errc::unstable_path;
    auto const result = policy.native_name(Domain(), name, suffix, ec);
    BOOST_CHECK_MESSAGE(!ec, ec.message());
    return result;
}

template< class Domain, class Policy >
std::error_code error_of(Policy const& policy, std::string_view name, std::string_view suffix = ".lock")
{
    std::error_code ec = named_lock_errc::unstable_path;
    auto const result = policy.native_name(Domain(), name, suffix, ec);
    BOOST_CHECK_EQUAL(result.empty(), static_cast< bool >(ec));
    return ec;
}

/// The rules that hold in all policies and domains. `room` is what a name may have, in bytes of ASCII.
template< class Domain, class Policy >
void check_rules(Policy const& policy, std::size_t room)
{
    for (std::string const& name : { ""s, "."s, ".."s, "a/b"s, "/"s, "a\\b"s, "\0"s, "a\0b"s, "a\0"s })
        BOOST_CHECK_EQUAL(error_of< Domain >(policy, name), named_lock_errc::invalid_name);
    BOOST_CHECK_EQUAL(error_of< Domain >(policy, std::string(room, 'n')), std::error_code());
    BOOST_CHECK_EQUAL(error_of< Domain >(policy, std::string(room + 1u, 'n')), named_lock_errc::name_too_long);
    BOOST_CHECK_EQUAL(error_of< Domain >(policy, std::string(100'000u, 'n')), named_lock_errc::name_too_long);
    BOOST_CHECK(native< Domain >(policy, "x") != native< Domain >(policy, "X"));
    BOOST_CHECK(native< Domain >(policy, "x") == native< Domain >(policy, "x"));
}

std::string this_user()
{
    std::error_code ec;
    std::string const user = detail::user_id(ec);
    BOOST_REQUIRE(!ec);
    BOOST_REQUIRE(!user.empty());
    BOOST_REQUIRE_EQUAL(user.find_first_not_of("S-0123456789"), std::string::npos);
    return user;
}

std::wstring wide(std::string const& ascii)
{
    return std::wstring(ascii.begin(), ascii.end());
}

} // namespace

BOOST_AUTO_TEST_SUITE(naming_policies)

BOOST_AUTO_TEST_CASE(user_in_each_domain)
{
    user_naming const policy;
    std::string const user = this_user();
    static_assert(user_naming::visible_to == visibility::user);

    BOOST_CHECK_EQUAL(native< shared_memory_object >(policy, "x", ".mutex"), "/x." + user + ".mutex");
    check_rules< shared_memory_object >(policy, 250u - 1u - 5u - 1u - user.size());

    BOOST_CHECK(native< kernel_object >(policy, "x", "") == L"Local\\x." + wide(user));
    BOOST_CHECK(native< kernel_object >(policy, "x", ".s") == L"Local\\x." + wide(user) + L".s");
    check_rules< kernel_object >(policy, 259u - 6u - 5u - 1u - user.size());
    BOOST_CHECK_EQUAL(error_of< kernel_object >(policy, "\xFF"), named_lock_errc::invalid_name);
}

BOOST_AUTO_TEST_CASE(machine_in_each_domain)
{
    machine_naming const policy;
    static_assert(machine_naming::visible_to == visibility::everyone);

    BOOST_CHECK_EQUAL(native< shared_memory_object >(policy, "x", ".mutex"), "/x.mutex");
    check_rules< shared_memory_object >(policy, 250u - 1u - 5u);

    BOOST_CHECK(native< kernel_object >(policy, "x", "") == L"Global\\x");
    BOOST_CHECK(native< kernel_object >(policy, "x", ".s") == L"Global\\x.s");
    check_rules< kernel_object >(policy, 259u - 7u - 5u);
    BOOST_CHECK_EQUAL(error_of< kernel_object >(policy, "\xFF"), named_lock_errc::invalid_name);

    check_rules< lock_file >(policy, 255u - 5u);
    fs::path const path = native< lock_file >(policy, "x");
    BOOST_CHECK(path.is_absolute());
    BOOST_CHECK(fs::is_directory(path.parent_path()));
#if defined(_WIN32)
    BOOST_CHECK_EQUAL(path.parent_path().filename().string(), "Temp");
#else
    BOOST_CHECK_EQUAL(path.string(), "/tmp/x.lock");
#endif
}

BOOST_AUTO_TEST_CASE(machine_with_a_folder)
{
    fs::path const folder = temporary_folder() / "no such folder";
    machine_naming const policy(folder);
    BOOST_CHECK(fs::path(native< lock_file >(policy, "x")) == folder / "x.lock");
    BOOST_CHECK(!fs::exists(folder));
    check_rules< lock_file >(policy, 255u - 5u);
    // Other domains have no folders.
    BOOST_CHECK_EQUAL(native< shared_memory_object >(policy, "x"), "/x.lock");

    for (fs::path const& bad : { fs::path(), fs::path("."), fs::path("a/b"), folder / fs::path("a\0b"s) })
    {
        machine_naming const refused(bad);
        BOOST_CHECK_EQUAL(error_of< lock_file >(refused, "x"), named_lock_errc::invalid_directory);
        // The name comes first, as everywhere.
        BOOST_CHECK_EQUAL(error_of< lock_file >(refused, "a/b"), named_lock_errc::invalid_name);
        native< shared_memory_object >(refused, "x");
    }
}

BOOST_AUTO_TEST_CASE(directory_in_its_domain)
{
    fs::path const folder = temporary_folder() / "no such folder";
    directory_naming const policy(folder);
    BOOST_CHECK(fs::path(native< lock_file >(policy, "x")) == folder / "x.lock");
    BOOST_CHECK(!fs::exists(folder));
    check_rules< lock_file >(policy, 255u - 5u);
    static_assert(!is_naming_policy_v< directory_naming, kernel_object >);
    static_assert(!is_naming_policy_v< directory_naming, shared_memory_object >);
    static_assert(detail::visibility_of< directory_naming > == visibility::inherited);

    for (fs::path const& bad : { fs::path(), folder / fs::path("a\0b"s) })
    {
        directory_naming const refused(bad);
        BOOST_CHECK_EQUAL(error_of< lock_file >(refused, "x"), named_lock_errc::invalid_directory);
        BOOST_CHECK_EQUAL(error_of< lock_file >(refused, "a/b"), named_lock_errc::invalid_name);
    }
}

// A relative folder is what it was when the policy was made.
BOOST_AUTO_TEST_CASE(directory_that_is_relative)
{
    fs::path const before = fs::current_path();
    fs::path const start = temporary_folder() / unique_name();
    fs::create_directories(start / "inner");
    fs::current_path(start);
    directory_naming const policy("inner");
    auto const name = native< lock_file >(policy, "x");
    fs::current_path(start / "inner");
    BOOST_CHECK(native< lock_file >(policy, "x") == name);
    fs::current_path(before);
    std::ofstream(fs::path(name)).close();
    BOOST_CHECK(fs::exists(start / "inner" / "x.lock"));
}

#if !defined(_WIN32)
// A process whose directory is gone has no absolute path for a relative one.
BOOST_AUTO_TEST_CASE(directory_that_is_relative_to_nothing)
{
    fs::path const before = fs::current_path();
    fs::path const gone = temporary_folder() / unique_name();
    fs::create_directory(gone);
    fs::current_path(gone);
    fs::remove(gone);
    directory_naming const policy("inner");
    fs::current_path(before);
    BOOST_CHECK(error_of< lock_file >(policy, "x") == std::errc::no_such_file_or_directory);
}

BOOST_AUTO_TEST_CASE(directory_in_earnest)
{
    using directory_lock = basic_named_lock< flock_backend, directory_naming >;
    fs::path const folder = temporary_folder() / unique_name();
    directory_naming const policy(folder);
    std::error_code ec;
    directory_lock const missing("x", policy, ec);
    BOOST_CHECK(ec == std::errc::no_such_file_or_directory);

    std::ofstream(folder).close();
    directory_lock const file("x", policy, ec);
    BOOST_CHECK(ec == std::errc::not_a_directory);

    fs::remove(folder);
    fs::create_directory(folder);
    directory_lock lock("x", policy);
    BOOST_CHECK(lock.try_lock());
    BOOST_CHECK(!directory_lock("x", policy).try_lock());
    BOOST_CHECK(directory_lock("y", policy).try_lock());
    lock.unlock();
    BOOST_CHECK(directory_lock::remove("x", policy));
    BOOST_CHECK(!fs::exists(folder / "x.lock"));
}
#endif

// The platform's own lock, by each policy that it can have.
template< class Policy >
void check_lock()
{
    using lock_type = basic_named_lock< default_backend, Policy >;
    std::string const name = unique_name();
    lock_type lock(name);
    BOOST_CHECK(lock.try_lock());
    BOOST_CHECK(!lock_type(name).try_lock());
    lock.unlock();
    lock_type again(name);
    BOOST_CHECK(again.try_lock());
    again.unlock();
    // In a folder that does not go with this run.
    if constexpr (has_removal< default_backend >)
        lock.remove();
}

BOOST_AUTO_TEST_CASE(in_earnest)
{
    check_lock< machine_naming >();
#if defined(_WIN32)
    check_lock< user_naming >();
#endif
}

BOOST_AUTO_TEST_SUITE_END()
