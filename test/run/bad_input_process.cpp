// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Bad input that is a property of the process: its environment, user, limits and mounts (POSIX). What changes such a
// property for good happens in a forked child.

#include "../common/environment.hpp"
#include "../common/folder_snapshot.hpp"
#include "../common/forked.hpp"
#include "../common/open_descriptors.hpp"
#include "../common/other_user.hpp"
#include "../common/system.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__linux__)
#include <sched.h>
#include <sys/mount.h>
#endif

namespace fs = std::filesystem;

using boost::named_locks::named_lock;
using boost::named_locks::named_lock_errc;
using named_lock_test::become;
using named_lock_test::child_checks;
using named_lock_test::folder_snapshot;
using named_lock_test::in_forked_child;
using named_lock_test::may_change_user;
using named_lock_test::open_descriptors;
using named_lock_test::set_temporary_folder;
using named_lock_test::temporary_folder;
using named_lock_test::unique_name;

namespace {

std::error_code error_of_opening(std::string const& path)
{
    std::error_code ec;
    named_lock::from_native_name(path, ec);
    return ec;
}

std::error_code error_of_name(std::string const& name)
{
    std::error_code ec;
    named_lock const lock(name, ec);
    return ec;
}

struct folder
{
    folder() : path(temporary_folder() / unique_name()) { fs::create_directory(path); }
    ~folder()
    {
        set_temporary_folder(temporary_folder().string());
        std::error_code ignored;
        fs::permissions(path, fs::perms::owner_all, ignored);
        fs::remove_all(path, ignored);
    }

    fs::path path;
};

constexpr ::uid_t nobody = 65534;

// What a child returns that finds that its user or system does not allow the test.
constexpr int cannot_test = 77;

void check_child(int failures)
{
    if (failures == cannot_test)
        BOOST_TEST_MESSAGE("skipped: not possible for this user on this system");
    else
        BOOST_CHECK_EQUAL(failures, 0);
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(bad_input_process, folder)

BOOST_AUTO_TEST_CASE(temporary_folder_of_the_environment)
{
    auto const here = fs::current_path();
    fs::current_path(path);
    for (char const* const bad : { "", ".", "tmp", "./tmp", "../tmp", " /tmp" })
    {
        set_temporary_folder(bad);
        BOOST_TEST_CONTEXT("TMPDIR=" << bad)
        {
            BOOST_CHECK(error_of_name("x") == named_lock_errc::invalid_directory);
        }
    }
    fs::current_path(here);
    BOOST_CHECK(folder_snapshot(path).empty());

    set_temporary_folder((path / "missing").string());
    BOOST_CHECK(error_of_name("x") == std::errc::no_such_file_or_directory);
    BOOST_CHECK(folder_snapshot(path).empty());

    // A slash more or less at the end is the same folder.
    set_temporary_folder(path.string() + '/');
    named_lock const with_slash("x");
    set_temporary_folder(path.string());
    named_lock const without_slash("x");
    BOOST_CHECK(with_slash == without_slash);
    BOOST_CHECK(without_slash.path() == path / "x.lock");

    ::unsetenv("TMPDIR");
    named_lock const in_tmp(unique_name());
    BOOST_CHECK(in_tmp.path().parent_path() == "/tmp");
    fs::remove(in_tmp.path());
}

// Names are checked before anything touches the system: the folder does not even have to exist.
BOOST_AUTO_TEST_CASE(bad_names_create_nothing)
{
    set_temporary_folder(path.string());
    for (std::string const& name : { std::string(), std::string("."), std::string(".."), std::string("../x"),
                                     std::string("a/b"), std::string("a\\b"), std::string("a\0b", 3) })
        BOOST_CHECK(error_of_name(name) == named_lock_errc::invalid_name);
    BOOST_CHECK(error_of_name(std::string(251, 'x')) == named_lock_errc::name_too_long);
    BOOST_CHECK(folder_snapshot(path).empty());
    BOOST_CHECK(folder_snapshot(path.parent_path()).count((path.parent_path() / "x.lock").string()) == 0);

    set_temporary_folder((path / "missing").string());
    BOOST_CHECK(error_of_name("a/b") == named_lock_errc::invalid_name);
    BOOST_CHECK(error_of_name(std::string(251, 'x')) == named_lock_errc::name_too_long);
}

// A relative native name means the file that it meant when the lock was opened.
BOOST_AUTO_TEST_CASE(relative_native_name)
{
    auto const here = fs::current_path();
    fs::current_path(path);
    named_lock lock = named_lock::from_native_name("x.lock");
    fs::current_path(here);
    BOOST_CHECK(lock.path() == path / "x.lock");
    BOOST_CHECK(lock == named_lock::from_native_name((path / "x.lock").string()));
    BOOST_CHECK(lock.try_lock());
    lock.unlock();
}

BOOST_AUTO_TEST_CASE(no_permission)
{
    fs::create_directory(path / "closed");
    fs::create_directory(path / "readonly");
    std::ofstream(path / "unreadable.lock").flush();
    std::ofstream(path / "readonly" / "readable.lock").flush();
    std::ofstream(path / "closed" / "there.lock").flush();
    for (fs::path const& ours : { temporary_folder(), path })
        ::chmod(ours.c_str(), 0755);
    ::chmod((path / "closed").c_str(), 0600);
    ::chmod((path / "readonly").c_str(), 0555);
    ::chmod((path / "unreadable.lock").c_str(), 0);
    ::chmod((path / "readonly" / "readable.lock").c_str(), 0444);

    auto const before = folder_snapshot(path);
    int const failures = in_forked_child([&](child_checks& checks) {
        // Root may do everything; so that this shows something, it becomes somebody else.
        if (may_change_user())
            become(nobody);
        // The folder in which the test program's folder is may be closed to others.
        if (::access(path.c_str(), X_OK) != 0)
            ::_exit(cannot_test);
        auto const denied = [&](char const* file) { return error_of_opening((path / file).string()); };
        NAMED_LOCK_CHILD_CHECK(checks, denied("closed/there.lock") == std::errc::permission_denied);
        NAMED_LOCK_CHILD_CHECK(checks, denied("closed/new.lock") == std::errc::permission_denied);
        NAMED_LOCK_CHILD_CHECK(checks, denied("readonly/new.lock") == std::errc::permission_denied);
        NAMED_LOCK_CHILD_CHECK(checks, denied("unreadable.lock") == std::errc::permission_denied);
        // Who may read the file of somebody else may lock it.
        std::error_code ec;
        named_lock lock = named_lock::from_native_name((path / "readonly" / "readable.lock").string(), ec);
        NAMED_LOCK_CHILD_CHECK(checks, !ec);
        NAMED_LOCK_CHILD_CHECK(checks, lock.try_lock(ec) && !ec);
    });
    check_child(failures);
    BOOST_CHECK(folder_snapshot(path) == before);
}

// Linux refuses O_CREAT for a file that is there, if it is somebody else's and the folder is like /tmp
// (fs.protected_regular): to root, too. To open it is no problem.
BOOST_AUTO_TEST_CASE(another_users_file_in_a_sticky_folder)
{
    if (!may_change_user())
    {
        BOOST_TEST_MESSAGE("skipped: only root can give a file away");
        return;
    }
    ::chmod(path.c_str(), 01777);
    std::string const file = (path / "x.lock").string();
    std::ofstream(file).flush();
    BOOST_REQUIRE_EQUAL(::chown(file.c_str(), nobody, nobody), 0);
    auto const before = folder_snapshot(path);
    std::error_code ec;
    named_lock lock = named_lock::from_native_name(file, ec);
    BOOST_CHECK_MESSAGE(!ec, ec.message());
    BOOST_CHECK(lock.try_lock());
    lock.unlock();
    BOOST_CHECK(folder_snapshot(path) == before);
}

BOOST_AUTO_TEST_CASE(too_many_open_files)
{
    int const failures = in_forked_child([&](child_checks& checks) {
        ::rlimit const few = { 64, 64 };
        NAMED_LOCK_CHILD_CHECK(checks, ::setrlimit(RLIMIT_NOFILE, &few) == 0);
        named_lock first = named_lock::from_native_name((path / "first.lock").string());
        std::vector< int > all;
        for (int fd; (fd = ::open("/dev/null", O_RDONLY)) >= 0;)
            all.push_back(fd);
        int const before = open_descriptors();

        auto const second = (path / "second.lock").string();
        for (int round = 0; round != 3; ++round)
            NAMED_LOCK_CHILD_CHECK(checks, error_of_opening(second) == std::errc::too_many_files_open);
        NAMED_LOCK_CHILD_CHECK(checks, !fs::exists(second));
        NAMED_LOCK_CHILD_CHECK(checks, open_descriptors() == before);
        // What is open goes on working.
        NAMED_LOCK_CHILD_CHECK(checks, first.try_lock());
        first.unlock();

        ::close(all.back());
        std::error_code ec;
        named_lock lock = named_lock::from_native_name(second, ec);
        NAMED_LOCK_CHILD_CHECK(checks, !ec && lock.try_lock());
    });
    check_child(failures);
}

// Or a program that was started without standard streams would print into the lock file.
BOOST_AUTO_TEST_CASE(closed_standard_streams)
{
    int const failures = in_forked_child([&](child_checks& checks) {
        for (int fd : { 0, 1, 2 })
            ::close(fd);
        named_lock lock = named_lock::from_native_name((path / "x.lock").string());
        NAMED_LOCK_CHILD_CHECK(checks, lock.native_handle() > 2);
        NAMED_LOCK_CHILD_CHECK(checks, (::fcntl(lock.native_handle(), F_GETFD) & FD_CLOEXEC) != 0);
        NAMED_LOCK_CHILD_CHECK(checks, ::fcntl(0, F_GETFD) == -1 && ::fcntl(1, F_GETFD) == -1);
        NAMED_LOCK_CHILD_CHECK(checks, lock.try_lock());
    });
    BOOST_CHECK_EQUAL(failures, 0);
}

#if defined(__linux__)
BOOST_AUTO_TEST_CASE(read_only_file_system)
{
    int const failures = in_forked_child([&](child_checks& checks) {
        // A mount of this process alone.
        if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            ::mount("none", path.c_str(), "tmpfs", 0, nullptr) != 0)
            ::_exit(cannot_test);
        std::ofstream(path / "there.lock").flush();
        NAMED_LOCK_CHILD_CHECK(checks, ::mount("none", path.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) == 0);
        NAMED_LOCK_CHILD_CHECK(
            checks, error_of_opening((path / "new.lock").string()) == std::errc::read_only_file_system);
        named_lock lock = named_lock::from_native_name((path / "there.lock").string());
        NAMED_LOCK_CHILD_CHECK(checks, lock.try_lock());
        lock.unlock();
        std::error_code ec;
        NAMED_LOCK_CHILD_CHECK(checks, !lock.remove(ec) && ec == std::errc::read_only_file_system);
        // The failed removal gave the lock back.
        NAMED_LOCK_CHILD_CHECK(checks, lock.try_lock());
    });
    check_child(failures);
}
#endif

BOOST_AUTO_TEST_SUITE_END()
