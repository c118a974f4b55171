// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Lock files on a file system that shows one file as two, and in the hands of a process that becomes another user
// (Linux, as root; otherwise nothing is run).

#include "../common/environment.hpp"
#include "../common/forked.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;

using namespace boost::named_locks;
using namespace named_lock_test;

namespace {

using path_checked_lock = basic_named_lock< basic_flock_backend< path_check > >;
using tracked_lock = basic_named_lock< tracked_flock_backend >;

auto const no_hang = boost::unit_test::timeout(60);
constexpr ::uid_t nobody = 65534;

/// An overlay over a folder that contains the file `name`, in a mount namespace of this process. Returns: Whether it
/// can be done.
bool mount_overlay(fs::path const& folder, std::string const& name)
{
    if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("none", folder.c_str(), "tmpfs", 0, "size=1m") != 0)
        return false;
    for (char const* const part : { "lower", "upper", "work", "merged" })
        fs::create_directory(folder / part);
    std::ofstream(folder / "lower" / name).flush();
    std::string const options = "lowerdir=" + (folder / "lower").string() + ",upperdir=" + (folder / "upper").string() +
        ",workdir=" + (folder / "work").string();
    return ::mount("none", (folder / "merged").c_str(), "overlay", 0, options.c_str()) == 0;
}

template< class First, class Second >
void check_exclusion(child_checks& checks, First& first, Second& second)
{
    NAMED_LOCK_CHILD_CHECK(checks, first.try_lock());
    NAMED_LOCK_CHILD_CHECK(checks, !second.try_lock());
    first.unlock();
    NAMED_LOCK_CHILD_CHECK(checks, second.try_lock());
    NAMED_LOCK_CHILD_CHECK(checks, !first.try_lock());
    second.unlock();
}

} // namespace

BOOST_AUTO_TEST_SUITE(file_systems, *no_hang)

// Who opens a file of a lower layer for writing gets a copy of it, and who has it open for reading still has the old
// one.
BOOST_AUTO_TEST_CASE(overlay)
{
    fs::path const folder = temporary_folder() / unique_name();
    fs::create_directory(folder);
    BOOST_TEST(in_forked_child([&](child_checks& checks) {
        if (!mount_overlay(folder, "x.lock"))
        {
            std::fprintf(stderr, "overlay: not run, no overlay can be mounted\n");
            return;
        }
        std::string const path = (folder / "merged" / "x.lock").string();
        named_lock reader = named_lock::from_native_name(path);
        path_checked_lock checked = path_checked_lock::from_native_name(path);
        check_exclusion(checks, reader, checked);
        NAMED_LOCK_CHILD_CHECK(checks, !fs::exists(folder / "upper" / "x.lock"));
        reader.lock();
        tracked_lock writer = tracked_lock::from_native_name(path);
        NAMED_LOCK_CHILD_CHECK(checks, fs::exists(folder / "upper" / "x.lock"));
        NAMED_LOCK_CHILD_CHECK(checks, !writer.try_lock());
        NAMED_LOCK_CHILD_CHECK(checks, !checked.try_lock());
        reader.unlock();
        check_exclusion(checks, reader, writer);
        check_exclusion(checks, checked, writer);
        check_exclusion(checks, reader, checked);
        NAMED_LOCK_CHILD_CHECK(checks, writer.remove());
        check_exclusion(checks, reader, writer);
        check_exclusion(checks, checked, writer);
    }) == 0);
    fs::remove(folder);
}

// What was opened as root stays usable; what has to be opened anew is opened with the rights that are left.
BOOST_AUTO_TEST_CASE(a_process_that_gives_up_root)
{
    if (::geteuid() != 0)
    {
        BOOST_TEST_MESSAGE("not run: only root can become another user");
        return;
    }
    fs::path const folder = temporary_folder() / unique_name();
    fs::create_directory(folder);
    ::chmod(temporary_folder().c_str(), 0755);
    ::chmod(folder.c_str(), 0755);
    std::string const path = (folder / "x.lock").string();
    BOOST_TEST(in_forked_child([&](child_checks& checks) {
        ::umask(022);
        named_lock plain = named_lock::from_native_name(path);
        tracked_lock tracked = tracked_lock::from_native_name(path);
        NAMED_LOCK_CHILD_CHECK(checks, ::setuid(nobody) == 0);
        check_exclusion(checks, plain, tracked);

        // A file of root's with mode 0644 is enough for who only reads it.
        plain = named_lock();
        tracked = tracked_lock();
        std::error_code ec;
        plain = named_lock::from_native_name(path, ec);
        if (ec == std::errc::permission_denied)
        {
            std::fprintf(stderr, "a_process_that_gives_up_root: not run, the folder is closed to others\n");
            return;
        }
        NAMED_LOCK_CHILD_CHECK(checks, !ec && plain.try_lock());
        plain.unlock();
        tracked = tracked_lock::from_native_name(path, ec);
        NAMED_LOCK_CHILD_CHECK(checks, ec == std::errc::permission_denied);
        // Nor may it remove the file.
        NAMED_LOCK_CHILD_CHECK(checks, !plain.remove(ec) && ec == std::errc::permission_denied);
        NAMED_LOCK_CHILD_CHECK(checks, plain.try_lock());
        plain.unlock();
    }) == 0);
    BOOST_TEST(fs::exists(path));

    // The file goes while the process has no right to make a new one: an error, until it is there again.
    BOOST_TEST(in_forked_child([&](child_checks& checks) {
        named_lock plain = named_lock::from_native_name(path);
        fs::remove(path);
        NAMED_LOCK_CHILD_CHECK(checks, ::seteuid(nobody) == 0);
        std::error_code ec;
        plain.lock(ec);
        NAMED_LOCK_CHILD_CHECK(checks, ec == std::errc::permission_denied);
        NAMED_LOCK_CHILD_CHECK(checks, ::seteuid(0) == 0);
        plain.lock(ec);
        NAMED_LOCK_CHILD_CHECK(checks, !ec);
        plain.unlock();
    }) == 0);
    BOOST_TEST(fs::exists(path));
    fs::remove_all(folder);
}

BOOST_AUTO_TEST_SUITE_END()
