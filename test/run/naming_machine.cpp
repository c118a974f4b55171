// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// machine_naming between two users: the mode of the file under every umask, and fs.protected_regular (POSIX). The cases
// with two users need root.

#include "../common/environment.hpp"
#include "../common/forked.hpp"
#include "../common/other_user.hpp"

#include <boost/named_lock.hpp>

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
using named_lock_test::mode_of;
using named_lock_test::unique_name;

namespace {

auto const no_hang = boost::unit_test::timeout(60);

using machine_lock = basic_named_lock< flock_backend, machine_naming >;
using tracked_machine_lock = basic_named_lock< tracked_flock_backend, machine_naming >;

/// A name whose lock file, in /tmp, is deleted in the end.
struct machine_name
{
    ~machine_name() { ::unlink(path.c_str()); }

    std::string const text = unique_name();
    std::string const path = "/tmp/" + text + ".lock";
};

/// Linux' `fs.protected_regular`, set back in the end.
class protected_regular
{
public:
    explicit protected_regular(int level) : m_before(read())
    {
        write(level);
        is_set = read() == level;
    }
    ~protected_regular() { write(m_before); }
    protected_regular(protected_regular const&) = delete;
    protected_regular& operator=(protected_regular const&) = delete;

    bool is_set;

private:
    static constexpr char const* file = "/proc/sys/fs/protected_regular";

    static int read()
    {
        int level = -1;
        std::ifstream(file) >> level;
        return level;
    }
    static void write(int level)
    {
        if (level >= 0)
            std::ofstream(file) << level << '\n';
    }

    int m_before;
};

bool two_users()
{
    if (!named_lock_test::may_change_user())
        BOOST_TEST_MESSAGE("skipped: needs root");
    return named_lock_test::may_change_user();
}

/// One user makes the lock and holds it, the other one comes, then both change places. `first` and `second`: root, or
/// somebody else.
template< class Lock >
void check_meeting(::uid_t first, ::uid_t second, ::mode_t umask)
{
    machine_name const name;
    named_lock_test::baton held;
    named_lock_test::baton tried;
    named_lock_test::baton released;
    named_lock_test::baton taken;
    named_lock_test::baton done;
    auto const maker = [&](named_lock_test::child_checks& check) {
        ::umask(umask);
        named_lock_test::become(first);
        Lock lock(name.text);
        lock.lock();
        held.pass();
        tried.wait();
        lock.unlock();
        released.pass();
        taken.wait();
        NAMED_LOCK_CHILD_CHECK(check, !lock.try_lock());
        done.pass();
        lock.lock();
        lock.unlock();
    };
    auto const comer = [&](named_lock_test::child_checks& check) {
        ::umask(umask);
        named_lock_test::become(second);
        held.wait();
        std::error_code ec;
        Lock lock(name.text, ec);
        NAMED_LOCK_CHILD_CHECK(check, !ec);
        NAMED_LOCK_CHILD_CHECK(check, lock.valid() && !lock.try_lock());
        tried.pass();
        released.wait();
        NAMED_LOCK_CHILD_CHECK(check, lock.valid() && lock.try_lock(ec));
        NAMED_LOCK_CHILD_CHECK(check, !ec);
        taken.pass();
        done.wait();
        lock.unlock();
    };
    named_lock_test::forked_child one(maker);
    named_lock_test::forked_child two(comer);
    BOOST_CHECK_EQUAL(two.wait(), 0);
    BOOST_CHECK_EQUAL(one.wait(), 0);
    BOOST_CHECK_EQUAL(mode_of(name.path), 0666u);
}

} // namespace

BOOST_AUTO_TEST_SUITE(naming_machine)

BOOST_AUTO_TEST_CASE(mode_is_0666_whatever_the_umask_is, *no_hang)
{
    for (::mode_t const mask : { 0u, 022u, 077u, 0777u })
    {
        BOOST_TEST_CONTEXT("umask " << mask)
        {
            machine_name const name;
            {
                changed_umask const changed(mask);
                machine_lock lock(name.text);
                BOOST_CHECK_EQUAL(lock.native_name(), name.path);
                BOOST_CHECK(lock.try_lock());
            }
            BOOST_CHECK_EQUAL(mode_of(name.path), 0666u);
            BOOST_CHECK(machine_lock::remove(name.text));
        }
    }
}

// The umask of the process is what it was: other threads create files, too.
BOOST_AUTO_TEST_CASE(umask_is_left_alone, *no_hang)
{
    changed_umask const changed(027);
    machine_name const name;
    machine_lock const lock(name.text);
    BOOST_CHECK_EQUAL(::umask(027), 027u);
}

BOOST_AUTO_TEST_CASE(a_file_that_exists_keeps_its_mode, *no_hang)
{
    machine_name const name;
    std::ofstream(name.path).close();
    fs::permissions(name.path, fs::perms::owner_read | fs::perms::owner_write);
    machine_lock const lock(name.text);
    BOOST_CHECK_EQUAL(mode_of(name.path), 0600u);
}

BOOST_AUTO_TEST_CASE(folder_of_our_own, *no_hang)
{
    fs::path const folder = named_lock_test::temporary_folder() / unique_name();
    std::error_code ec;
    machine_lock missing("x", machine_naming(folder), ec);
    BOOST_CHECK(ec == std::errc::no_such_file_or_directory);
    fs::create_directory(folder);
    machine_lock lock("x", machine_naming(folder));
    BOOST_CHECK_EQUAL(lock.native_name(), (folder / "x.lock").string());
    BOOST_CHECK_EQUAL(mode_of((folder / "x.lock").string()), 0666u);
}

// A folder that is a symbolic link, as /tmp is on some systems, does not change how the file gets its mode.
BOOST_AUTO_TEST_CASE(folder_behind_a_link, *no_hang)
{
    fs::path const folder = named_lock_test::temporary_folder() / unique_name();
    fs::path const link = named_lock_test::temporary_folder() / unique_name();
    fs::create_directory(folder);
    fs::create_directory_symlink(folder, link);
    changed_umask const changed(0777);
    machine_lock const lock("x", machine_naming(link));
    BOOST_CHECK_EQUAL(mode_of((folder / "x.lock").string()), 0666u);
}

BOOST_AUTO_TEST_CASE(two_users_meet_whoever_comes_first, *no_hang)
{
    if (!two_users())
        return;
    for (int const level : { 0, 1, 2 })
    {
        protected_regular const protection(level);
        if (!protection.is_set)
        {
            BOOST_TEST_MESSAGE("not run: fs.protected_regular cannot be set to " << level);
            continue;
        }
        BOOST_TEST_CONTEXT("fs.protected_regular=" << level)
        {
            ::uid_t const someone = named_lock_test::new_user();
            ::uid_t const another = named_lock_test::new_user();
            for (::mode_t const mask : { 022u, 077u })
            {
                check_meeting< machine_lock >(0, someone, mask);
                check_meeting< machine_lock >(someone, 0, mask);
                check_meeting< machine_lock >(someone, another, mask);
                check_meeting< tracked_machine_lock >(0, someone, mask);
                check_meeting< tracked_machine_lock >(someone, 0, mask);
                check_meeting< tracked_machine_lock >(someone, another, mask);
            }
        }
    }
}

// A second user who comes while the file is being made is never refused. Linux makes it with its mode; elsewhere there
// is a moment in which he is.
#if defined(__linux__)
BOOST_AUTO_TEST_CASE(nobody_sees_the_file_without_its_mode, *no_hang)
{
    if (!two_users())
        return;
    constexpr int rounds = 5000;
    machine_name const name;
    named_lock_test::baton begun;
    named_lock_test::forked_child comer([&](named_lock_test::child_checks& check) {
        named_lock_test::become(named_lock_test::new_user());
        begun.pass();
        lock_options only_open;
        only_open.create = creation::open_only;
        int met = 0;
        int refused = 0;
        // Until the file stays.
        for (struct ::stat file; ::stat(name.path.c_str(), &file) != 0 || file.st_size == 0;)
        {
            std::error_code ec;
            machine_lock const lock(name.text, only_open, ec);
            met += ec ? 0 : 1;
            refused += ec && ec != std::errc::no_such_file_or_directory ? 1 : 0;
        }
        NAMED_LOCK_CHILD_CHECK(check, refused == 0);
        NAMED_LOCK_CHILD_CHECK(check, met > 0);
    });
    begun.wait();
    changed_umask const changed(077);
    for (int round = 0; round < rounds; ++round)
    {
        machine_lock lock(name.text);
        std::error_code ec;
        lock.remove(ec);
        BOOST_REQUIRE(!ec || ec == std::errc::device_or_resource_busy);
    }
    {
        machine_lock const last(name.text);
        std::ofstream(name.path) << "the end";
    }
    BOOST_CHECK_EQUAL(comer.wait(), 0);
}
#endif

BOOST_AUTO_TEST_CASE(others_cannot_remove_it_from_a_sticky_folder, *no_hang)
{
    if (!two_users())
        return;
    machine_name const name;
    machine_lock const lock(name.text);
    int const failures = named_lock_test::in_forked_child([&](named_lock_test::child_checks& check) {
        named_lock_test::become(named_lock_test::new_user());
        std::error_code ec;
        NAMED_LOCK_CHILD_CHECK(check, !machine_lock::remove(name.text, ec));
        NAMED_LOCK_CHILD_CHECK(check, ec == std::errc::operation_not_permitted || ec == std::errc::permission_denied);
    });
    BOOST_CHECK_EQUAL(failures, 0);
    BOOST_CHECK(fs::exists(name.path));
}

BOOST_AUTO_TEST_SUITE_END()
