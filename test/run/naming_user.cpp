// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Where user_naming puts lock files, and which folders it refuses (POSIX). The cases with other users need root.

#include "../common/environment.hpp"
#include "../common/folder_snapshot.hpp"
#include "../common/forked.hpp"
#include "../common/other_user.hpp"

#include <boost/named_lock.hpp>
#include <boost/named_lock/detail/posix/private_directory.hpp>
#include <boost/named_lock/detail/posix/user.hpp>

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;

using namespace boost::named_locks;
using named_lock_test::changed_umask;
using named_lock_test::changed_variable;
using named_lock_test::child_checks;
using named_lock_test::folder_snapshot;
using named_lock_test::in_forked_child;
using named_lock_test::mode_of;
using named_lock_test::new_user;
using named_lock_test::unique_name;

namespace {

auto const no_hang = boost::unit_test::timeout(60);

using user_lock = basic_named_lock< flock_backend, user_naming >;

/// A folder with room for the folders that are to be checked: sticky, and everybody's, as /tmp is.
struct sticky_folder
{
    sticky_folder() : path(fs::path("/tmp") / unique_name())
    {
        fs::create_directory(path);
        ::chmod(path.c_str(), 01777);
    }
    ~sticky_folder()
    {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }

    std::string make(char const* name, ::mode_t mode) const
    {
        std::string const made = path / name;
        fs::create_directory(made);
        ::chmod(made.c_str(), mode);
        return made;
    }

    fs::path path;
};

std::error_code checked(std::string const& path)
{
    return detail::check_private_directory(path.c_str()).error();
}

std::error_code made(std::string const& path)
{
    return detail::make_private_directory(path.c_str()).error();
}

bool as_root()
{
    if (!named_lock_test::may_change_user())
        BOOST_TEST_MESSAGE("skipped: needs root");
    return named_lock_test::may_change_user();
}

/// Checks that both refuse the folder, and leave everything as it is.
void check_refused(sticky_folder const& around, std::string const& path)
{
    BOOST_TEST_CONTEXT(path)
    {
        auto const before = folder_snapshot(around.path);
        BOOST_CHECK_EQUAL(checked(path), named_lock_errc::untrusted_directory);
        BOOST_CHECK_EQUAL(made(path), named_lock_errc::untrusted_directory);
        changed_variable const runtime("XDG_RUNTIME_DIR", path.c_str());
        std::error_code ec;
        user_lock const lock("x", ec);
        BOOST_CHECK_EQUAL(ec, named_lock_errc::untrusted_directory);
        BOOST_CHECK(ec == std::errc::permission_denied);
        BOOST_CHECK(folder_snapshot(around.path) == before);
    }
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(private_directory, sticky_folder)

BOOST_AUTO_TEST_CASE(this_users_alone_is_good, *no_hang)
{
    BOOST_CHECK(!checked(make("a", 0700)));
    BOOST_CHECK(!made(make("b", 0700)));
    BOOST_CHECK(!checked(make("sticky", 01700)));
}

BOOST_AUTO_TEST_CASE(rights_of_others_are_refused, *no_hang)
{
    int number = 0;
    for (::mode_t const mode : { 0777u, 01777u, 0755u, 0701u, 0710u, 0704u, 0740u, 0702u, 0720u })
        check_refused(*this, make(std::to_string(++number).c_str(), mode));
    // Ours, but it keeps us out, as one that a umask spoilt would; this one others could have filled.
    std::string const inverted = make("inverted", 0077);
    BOOST_CHECK_EQUAL(made(inverted), named_lock_errc::untrusted_directory);
    BOOST_CHECK_EQUAL(mode_of(inverted), 0077u);
    ::chmod(inverted.c_str(), 0700);
}

BOOST_AUTO_TEST_CASE(what_is_no_folder_is_refused, *no_hang)
{
    std::string const target = make("target", 0700);
    fs::create_directory_symlink(target, path / "link");
    fs::create_symlink("nothing", path / "dangling");
    fs::create_symlink("loop", path / "loop");
    std::ofstream(path / "file") << "precious";
    BOOST_REQUIRE_EQUAL(::mkfifo((path / "fifo").c_str(), 0600), 0);
    for (char const* const name : { "link", "dangling", "loop", "file", "fifo" })
        check_refused(*this, path / name);
    // The slash would have the link followed.
    changed_variable const runtime("XDG_RUNTIME_DIR", (path / "link/").c_str());
    std::error_code ec;
    user_lock const lock("x", ec);
    BOOST_CHECK_EQUAL(ec, named_lock_errc::untrusted_directory);
    BOOST_CHECK(fs::is_empty(target));
}

BOOST_AUTO_TEST_CASE(folders_of_others_are_refused, *no_hang)
{
    if (!as_root())
        return;
    ::uid_t const someone = new_user();
    int number = 0;
    for (::mode_t const mode : { 0700u, 0777u, 0000u })
    {
        // Root meets one that somebody else made; somebody meets one that root or a third one made.
        std::string const theirs = make(std::to_string(++number).c_str(), mode);
        BOOST_REQUIRE_EQUAL(::chown(theirs.c_str(), someone, someone), 0);
        check_refused(*this, theirs);
        for (::uid_t const owner : { static_cast< ::uid_t >(0), new_user() })
        {
            std::string const planted = make(std::to_string(++number).c_str(), mode);
            BOOST_REQUIRE_EQUAL(::chown(planted.c_str(), owner, owner), 0);
            BOOST_CHECK_EQUAL(in_forked_child([&](child_checks& check) {
                named_lock_test::become(someone);
                NAMED_LOCK_CHILD_CHECK(check, checked(planted) == named_lock_errc::untrusted_directory);
                NAMED_LOCK_CHILD_CHECK(check, made(planted) == named_lock_errc::untrusted_directory);
            }), 0);
            BOOST_CHECK_EQUAL(mode_of(planted), mode);
        }
    }
}

// In a folder that everybody may write to and that is not sticky, it could be exchanged at any time.
BOOST_AUTO_TEST_CASE(a_folder_that_others_can_move_is_refused, *no_hang)
{
    std::string const open = make("open", 0777);
    std::string const inner = open + "/inner";
    BOOST_CHECK_EQUAL(made(inner), named_lock_errc::untrusted_directory);
    ::chmod(open.c_str(), 01777);
    BOOST_CHECK(!made(inner));
}

BOOST_AUTO_TEST_CASE(it_is_made_with_mode_0700_whatever_the_umask_is, *no_hang)
{
    ::uid_t const someone = new_user();
    int number = 0;
    for (::mode_t const mask : { 0u, 022u, 077u, 0777u })
    {
        BOOST_TEST_CONTEXT("umask " << mask)
        {
            std::string const folder = path / std::to_string(++number);
            // Root could use a folder that has no rights at all, and leaves it so.
            BOOST_CHECK_EQUAL(in_forked_child([&](child_checks& check) {
                ::umask(mask);
                if (named_lock_test::may_change_user())
                    named_lock_test::become(someone);
                NAMED_LOCK_CHILD_CHECK(check, !made(folder));
                NAMED_LOCK_CHILD_CHECK(check, !made(folder));
            }), 0);
            BOOST_CHECK_EQUAL(mode_of(folder), 0700u);
        }
    }
}

BOOST_AUTO_TEST_CASE(missing_folders, *no_hang)
{
    BOOST_CHECK(checked(path / "missing") == std::errc::no_such_file_or_directory);
    BOOST_CHECK(!fs::exists(path / "missing"));
    // No more than one folder is made.
    BOOST_CHECK(made(path / "missing" / "inner") == std::errc::no_such_file_or_directory);
    BOOST_CHECK(!fs::exists(path / "missing"));
}

// Whoever is first makes it for the other.
BOOST_AUTO_TEST_CASE(two_processes_make_it_at_once, *no_hang)
{
    ::uid_t const someone = new_user();
    for (::mode_t const mask : { 022u, 0777u })
    {
        for (int round = 0; round < 50; ++round)
        {
            std::string const folder = path / ("at-once-" + std::to_string(mask) + "-" + std::to_string(round));
            named_lock_test::baton start;
            auto const maker = [&](child_checks& check) {
                ::umask(mask);
                if (named_lock_test::may_change_user())
                    named_lock_test::become(someone);
                start.wait();
                NAMED_LOCK_CHILD_CHECK(check, !made(folder));
            };
            named_lock_test::forked_child one(maker);
            named_lock_test::forked_child two(maker);
            start.pass();
            start.pass();
            BOOST_CHECK_EQUAL(one.wait(), 0);
            BOOST_CHECK_EQUAL(two.wait(), 0);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(naming_user, sticky_folder)

BOOST_AUTO_TEST_CASE(the_runtime_directory_is_used_as_it_is, *no_hang)
{
    std::string const runtime = make("runtime", 0700);
    for (std::string const& spelling : { runtime, runtime + "/", runtime + "//" })
    {
        changed_variable const set("XDG_RUNTIME_DIR", spelling.c_str());
        user_lock lock("x");
        BOOST_CHECK_EQUAL(lock.native_name(), runtime + "/x.lock");
        BOOST_CHECK(lock.try_lock());
    }
    BOOST_CHECK_EQUAL(mode_of(runtime + "/x.lock"), 0600u);
}

BOOST_AUTO_TEST_CASE(files_have_mode_0600_whatever_the_umask_is, *no_hang)
{
    std::string const runtime = make("runtime", 0700);
    changed_variable const set("XDG_RUNTIME_DIR", runtime.c_str());
    for (::mode_t const mask : { 0u, 022u, 077u, 0777u })
    {
        changed_umask const changed(mask);
        user_lock const lock("x" + std::to_string(mask));
        BOOST_CHECK_EQUAL(mode_of(lock.native_name()), 0600u);
    }
}

// Never a reason to look elsewhere: the user's other processes may use the variable as it is.
BOOST_AUTO_TEST_CASE(a_bad_variable_is_an_error, *no_hang)
{
    auto const error_with = [](char const* value) {
        changed_variable const set("XDG_RUNTIME_DIR", value);
        std::error_code ec;
        user_lock const lock("x", ec);
        return ec;
    };
    for (char const* const value : { "", ".", "run/user", "./x" })
        BOOST_CHECK_EQUAL(error_with(value), named_lock_errc::invalid_directory);
    BOOST_CHECK(error_with((path / "missing").c_str()) == std::errc::no_such_file_or_directory);
    BOOST_CHECK(!fs::exists(path / "missing"));
    BOOST_CHECK_EQUAL(error_with("/tmp"), named_lock_errc::untrusted_directory);
    BOOST_CHECK_EQUAL(error_with("//"), checked("/"));
}

BOOST_AUTO_TEST_CASE(a_bad_name_touches_nothing, *no_hang)
{
    changed_variable const set("XDG_RUNTIME_DIR", (path / "missing").c_str());
    std::error_code ec;
    user_lock const bad("a/b", ec);
    BOOST_CHECK_EQUAL(ec, named_lock_errc::invalid_name);
    user_lock const too_long(std::string(251u, 'n'), ec);
    BOOST_CHECK_EQUAL(ec, named_lock_errc::name_too_long);
}

// Two processes of one user that nobody is, and a third of another one.
BOOST_AUTO_TEST_CASE(without_the_variable_it_is_a_folder_in_tmp, *no_hang)
{
    if (!as_root())
        return;
    changed_variable const unset("XDG_RUNTIME_DIR", nullptr);
    changed_variable const elsewhere("TMPDIR", path.c_str());
    ::uid_t const someone = new_user();
    ::uid_t const another = new_user();
    auto const folder_of = [](::uid_t user) { return "/tmp/named_lock-" + std::to_string(user); };
    named_lock_test::baton held;
    named_lock_test::baton seen;
    named_lock_test::forked_child holder([&](child_checks& check) {
        named_lock_test::become(someone);
        user_lock lock("x");
        NAMED_LOCK_CHILD_CHECK(check, lock.native_name() == folder_of(someone) + "/x.lock");
        NAMED_LOCK_CHILD_CHECK(check, lock.try_lock());
        held.pass();
        seen.wait();
    });
    held.wait();
    BOOST_CHECK_EQUAL(in_forked_child([&](child_checks& check) {
        named_lock_test::become(someone);
        NAMED_LOCK_CHILD_CHECK(check, !user_lock("x").try_lock());
    }), 0);
    BOOST_CHECK_EQUAL(in_forked_child([&](child_checks& check) {
        named_lock_test::become(another);
        NAMED_LOCK_CHILD_CHECK(check, user_lock("x").try_lock());
        std::error_code ec;
        named_lock const theirs = named_lock::from_native_name(folder_of(someone) + "/x.lock", ec);
        NAMED_LOCK_CHILD_CHECK(check, ec == std::errc::permission_denied);
    }), 0);
    seen.pass();
    BOOST_CHECK_EQUAL(holder.wait(), 0);
    for (::uid_t const user : { someone, another })
    {
        BOOST_CHECK_EQUAL(mode_of(folder_of(user)), 0700u);
        fs::remove_all(folder_of(user));
    }
}

BOOST_AUTO_TEST_CASE(a_planted_folder_in_tmp_is_refused, *no_hang)
{
    if (!as_root())
        return;
    changed_variable const unset("XDG_RUNTIME_DIR", nullptr);
    ::uid_t const victim = new_user();
    ::uid_t const enemy = new_user();
    std::string const planted = "/tmp/named_lock-" + std::to_string(victim);
    for (bool const as_link : { false, true })
    {
        BOOST_CHECK_EQUAL(in_forked_child([&](child_checks& check) {
            named_lock_test::become(enemy);
            NAMED_LOCK_CHILD_CHECK(
                check, (as_link ? ::symlink("/tmp", planted.c_str()) : ::mkdir(planted.c_str(), 0700)) == 0);
        }), 0);
        BOOST_CHECK_EQUAL(in_forked_child([&](child_checks& check) {
            named_lock_test::become(victim);
            std::error_code ec;
            user_lock const lock("x", ec);
            NAMED_LOCK_CHILD_CHECK(check, ec == named_lock_errc::untrusted_directory);
        }), 0);
        fs::remove(planted);
    }
}

// sudo without a new environment, or a program with the set-user-ID bit.
BOOST_AUTO_TEST_CASE(the_variable_of_another_user, *no_hang)
{
    if (!as_root())
        return;
    ::uid_t const someone = new_user();
    std::string const runtime = make("runtime", 0700);
    BOOST_REQUIRE_EQUAL(::chown(runtime.c_str(), someone, someone), 0);
    changed_variable const set("XDG_RUNTIME_DIR", runtime.c_str());
    std::error_code ec;
    user_lock const lock("x", ec);
    BOOST_CHECK_EQUAL(ec, named_lock_errc::untrusted_directory);

    // Invoked by somebody, with our rights: the variable may name any folder that is private to us.
    changed_variable const ours("XDG_RUNTIME_DIR", make("ours", 0700).c_str());
    BOOST_CHECK_EQUAL(in_forked_child([&](child_checks& check) {
        NAMED_LOCK_CHILD_CHECK(check, detail::runtime_directory() != nullptr);
        NAMED_LOCK_CHILD_CHECK(check, ::setresuid(someone, 0, 0) == 0);
        NAMED_LOCK_CHILD_CHECK(check, detail::runtime_directory() == nullptr);
    }), 0);
}

BOOST_AUTO_TEST_SUITE_END()
