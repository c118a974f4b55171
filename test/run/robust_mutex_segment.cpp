// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Which shared memory a robust mutex is set up in, and which is refused and left as it is (Linux).

#include "../common/environment.hpp"
#include "../common/forked.hpp"
#include "../common/other_user.hpp"
#include "../common/private_mounts.hpp"
#include "../common/process_mark.hpp"
#include "../common/segment_file.hpp"

#include <boost/named_lock/detail/linux/robust_segment.hpp>
#include <boost/named_lock/error.hpp>

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sched.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fs = std::filesystem;

using namespace boost::named_locks;
using namespace boost::named_locks::detail;
using namespace named_lock_test;

namespace {

auto const no_hang = boost::unit_test::timeout(120);

bool equal(robust_page const& left, robust_page const& right)
{
    return std::memcmp(&left, &right, sizeof left) == 0;
}

::ino_t inode_of(std::string const& path)
{
    struct ::stat status;
    BOOST_TEST_REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_ino;
}

/// What a finished set-up leaves.
robust_page good_page()
{
    segment_file const file;
    robust_lock const lock = file.lock();
    return file.read();
}

/// A child that has the lock open until it is told to end.
class user
{
public:
    explicit user(std::string const& name) :
        m_child([&](child_checks&) {
            robust_lock const lock(name);
            m_opened.set();
            m_end.wait();
        })
    {
        m_opened.wait();
    }

    void end()
    {
        m_end.set();
        BOOST_TEST(m_child.wait() == 0);
    }

private:
    process_mark m_opened;
    process_mark m_end;
    forked_child m_child;
};

} // namespace

BOOST_AUTO_TEST_SUITE(robust_mutex_segment, *no_hang)

BOOST_AUTO_TEST_CASE(a_new_segment_is_this_users_alone_whatever_the_umask_is)
{
    for (::mode_t const mask : { 0u, 022u, 077u, 0777u })
    {
        segment_file const file;
        changed_umask const changed(mask);
        robust_lock const lock = file.lock();
        BOOST_TEST(mode_of(file.path()) == 0600u);
        BOOST_TEST(lock.native_name() == "/" + file.name() + ".robust");
    }
}

BOOST_AUTO_TEST_CASE(a_segment_for_everyone_is_refused)
{
    std::error_code ec;
    robust_lock const lock(unique_name(), lock_options{ creation::open_or_create, visibility::everyone }, ec);
    BOOST_CHECK(ec == std::errc::not_supported);
    BOOST_TEST(!lock.valid());
}

BOOST_AUTO_TEST_CASE(a_wrong_mode_is_refused)
{
    segment_file const file;
    file.lock();
    robust_page const before = file.read();
    for (::mode_t const mode : { 0644u, 0666u, 0660u, 0602u, 0400u, 0700u, 04600u })
    {
        BOOST_TEST_REQUIRE(::chmod(file.path().c_str(), mode) == 0);
        BOOST_CHECK(file.refusal() == named_lock_errc::wrong_mode);
        BOOST_TEST(mode_of(file.path()) == mode);
    }
    BOOST_TEST(equal(file.read(), before));
    BOOST_TEST_REQUIRE(::chmod(file.path().c_str(), 0600) == 0);
    BOOST_TEST(!file.refusal());
}

BOOST_AUTO_TEST_CASE(another_users_segment_is_refused)
{
    if (!may_change_user())
    {
        BOOST_TEST_MESSAGE("not run: only root can become another user");
        return;
    }
    segment_file const file;
    file.lock();
    robust_page const before = file.read();
    ::uid_t const other = new_user();
    // By who may not open it, and by root, who may.
    BOOST_TEST(in_forked_child([&](child_checks& checks) {
                   become(other);
                   NAMED_LOCK_CHILD_CHECK(checks, file.refusal() == named_lock_errc::other_user);
               }) == 0);
    BOOST_TEST_REQUIRE(::chown(file.path().c_str(), other, other) == 0);
    BOOST_CHECK(file.refusal() == named_lock_errc::other_user);
    BOOST_TEST(equal(file.read(), before));
    BOOST_TEST(in_forked_child([&](child_checks& checks) {
                   become(other);
                   NAMED_LOCK_CHILD_CHECK(checks, !file.refusal());
               }) == 0);
}

BOOST_AUTO_TEST_CASE(what_is_not_a_regular_file_is_refused)
{
    {
        segment_file const file;
        BOOST_TEST_REQUIRE(::mkfifo(file.path().c_str(), 0600) == 0);
        BOOST_CHECK(file.refusal() == named_lock_errc::not_a_lock_object);
    }
    {
        segment_file const file;
        fs::create_directory(file.path());
        BOOST_CHECK(file.refusal() == std::errc::is_a_directory);
    }
    {
        segment_file const file;
        segment_file const target;
        fs::create_symlink(target.path(), file.path());
        BOOST_CHECK(file.refusal() == std::errc::too_many_symbolic_link_levels);
        BOOST_TEST(!fs::exists(target.path()));
    }
}

BOOST_AUTO_TEST_CASE(a_second_link_is_refused)
{
    segment_file const file;
    segment_file const second;
    file.lock();
    robust_page const before = file.read();
    fs::create_hard_link(file.path(), second.path());
    BOOST_CHECK(second.refusal() == named_lock_errc::foreign_file);
    BOOST_TEST(equal(file.read(), before));
}

BOOST_AUTO_TEST_CASE(another_stamp_is_refused_whether_it_is_in_use_or_not)
{
    struct change
    {
        std::function< void(robust_page&) > apply;
        named_lock_errc expected;
    };
    std::vector< change > const changes = {
        { [](robust_page& page) { ++page.header.stamp.layout; }, named_lock_errc::other_layout },
        { [](robust_page& page) { page.header.stamp.word_size = 4; }, named_lock_errc::other_abi },
        { [](robust_page& page) { page.header.stamp.libc = 2; }, named_lock_errc::other_abi },
        { [](robust_page& page) { page.header.stamp.mutex_size = 24; }, named_lock_errc::other_abi },
        { [](robust_page& page) { ++page.header.magic; }, named_lock_errc::foreign_file },
    };
    for (bool const in_use : { false, true })
    {
        for (change const& each : changes)
        {
            segment_file const file;
            file.lock();
            user someone(file.name());
            if (!in_use)
                someone.end();
            robust_page page = file.read();
            each.apply(page);
            file.write(page);
            BOOST_CHECK(file.refusal() == each.expected);
            BOOST_TEST(equal(file.read(), page));
            if (in_use)
                someone.end();
        }
    }
}

BOOST_AUTO_TEST_CASE(another_pid_namespace_is_refused_while_it_is_in_use_there)
{
    segment_file const file;
    process_mark opened, end;
    forked_child elsewhere([&](child_checks& checks) {
        // Root may; where it may not, the test tells nothing.
        if (::unshare(CLONE_NEWPID) != 0)
        {
            opened.set();
            return;
        }
        NAMED_LOCK_CHILD_CHECK(
            checks, in_forked_child([&](child_checks& inner) {
                        // Otherwise its /proc tells of the processes outside.
            NAMED_LOCK_CHILD_CHECK(inner, leave_mounts());
            mount_new("proc", "/proc");
            robust_lock lock(file.name());
                        lock.lock();
                        opened.set();
                        end.wait();
                        lock.unlock();
                    }) == 0);
    });
    opened.wait();
    bool const made = fs::exists(file.path());
    if (made)
        BOOST_CHECK(file.refusal() == named_lock_errc::other_pid_namespace);
    else
        BOOST_TEST_MESSAGE("not run: this process may not make a pid namespace");
    if (made)
        end.set();
    BOOST_TEST(elsewhere.wait() == 0);
    // Nobody uses it any more.
    BOOST_TEST(!file.refusal());
}

BOOST_AUTO_TEST_CASE(random_contents_are_refused_and_not_touched)
{
    std::mt19937_64 random(20261124);
    auto const fill = [&random](robust_page& page) {
        for (std::size_t at = 0; at < sizeof page; at += sizeof(std::uint64_t))
        {
            std::uint64_t const word = random();
            std::memcpy(reinterpret_cast< char* >(&page) + at, &word, sizeof word);
        }
    };
    robust_stamp const own = own_stamp();
    robust_page page;
    // Half of them with the right magic, so that the rest is looked at.
    for (int i = 0; i < 1000000; ++i)
    {
        // All of the page anew each time would take minutes.
        if (i % 1000 == 0)
            fill(page);
        for (std::uint64_t* word : { &page.header.magic, &page.header.stamp.pid_namespace, &page.header.holder })
            *word = random();
        page.header.stamp.layout = static_cast< std::uint32_t >(random());
        page.header.stamp.word_size = static_cast< std::uint32_t >(random() % 3 * 4);
        page.header.flags = static_cast< std::uint32_t >(random());
        bool const ours = i % 2 == 0;
        if (ours)
            page.header.magic = robust_header::right_magic;
        bool const set_up = ours && is_set_up(page.header);
        outcome const checked = check_before_set_up(page, own);
        BOOST_REQUIRE_EQUAL(checked.failed(), !ours || set_up);
        if (set_up)
            BOOST_REQUIRE(check_before_use(page, own).failed());
    }
    for (int i = 0; i < 200; ++i)
    {
        segment_file const file;
        fill(page);
        file.write(page);
        BOOST_CHECK(file.refusal() == named_lock_errc::foreign_file);
        BOOST_TEST(equal(file.read(), page));
    }
}

BOOST_AUTO_TEST_CASE(a_file_that_is_larger_than_a_segment_is_refused)
{
    segment_file const file;
    file.write(robust_page());
    fs::resize_file(file.path(), sizeof(robust_page) + 1);
    BOOST_CHECK(file.refusal() == named_lock_errc::foreign_file);
}

BOOST_AUTO_TEST_CASE(a_set_up_that_was_broken_off_is_done_again)
{
    robust_page const good = good_page();
    robust_page empty{};
    robust_page only_magic{};
    only_magic.header.magic = good.header.magic;
    robust_page half_a_stamp = only_magic;
    half_a_stamp.header.stamp.layout = 77;
    robust_page no_mutex = good;
    no_mutex.header.flags = 0;
    std::memset(no_mutex.rest, 0xa5, sizeof no_mutex.rest);
    for (robust_page const& broken_off : { empty, only_magic, half_a_stamp, no_mutex })
    {
        segment_file const file;
        file.write(broken_off);
        robust_lock lock = file.lock();
        BOOST_TEST(lock.try_lock());
        BOOST_TEST(!lock.abandoned());
        lock.unlock();
    }
}

BOOST_AUTO_TEST_CASE(a_segment_that_was_cut_off_is_set_up_again)
{
    for (std::uintmax_t const size : { 0u, 8u, 64u, 100u })
    {
        segment_file const file;
        file.lock();
        fs::resize_file(file.path(), size);
        robust_lock lock = file.lock();
        BOOST_TEST(lock.try_lock());
        lock.unlock();
        BOOST_TEST(fs::file_size(file.path()) == sizeof(robust_page));
    }
}

// As after a reboot, if the file were on a disk: the thread that the mutex names is long gone, or is another one.
BOOST_AUTO_TEST_CASE(a_mutex_that_nobody_can_hold_any_more_is_free_and_abandoned)
{
    segment_file const file;
    robust_page held;
    BOOST_TEST(in_forked_child([&](child_checks&) {
                   robust_lock lock = file.lock();
                   lock.lock();
                   held = file.read();
                   lock.unlock();
                   file.write(held);
               }) == 0);
    robust_lock lock = file.lock();
    BOOST_TEST_REQUIRE(lock.try_lock());
    BOOST_TEST(lock.abandoned());
    lock.unlock();
    BOOST_TEST_REQUIRE(lock.try_lock());
    BOOST_TEST(!lock.abandoned());
    lock.unlock();
}

BOOST_AUTO_TEST_CASE(a_removal_that_was_broken_off_is_finished)
{
    segment_file const file;
    file.lock();
    robust_page page = file.read();
    page.header.flags |= robust_flags::removed;
    file.write(page);
    // So that its inode is not the next one's.
    std::ifstream const old(file.path());
    ::ino_t const inode = inode_of(file.path());
    robust_lock lock = file.lock();
    BOOST_TEST(inode_of(file.path()) != inode);
    BOOST_TEST(lock.try_lock());
    lock.unlock();
    BOOST_TEST(file.read().header.flags == robust_flags::ready);
}

BOOST_AUTO_TEST_CASE(a_full_file_system_is_an_error_of_the_constructor)
{
    BOOST_TEST(in_forked_child([&](child_checks& checks) {
                   if (!leave_mounts())
            return;
        mount_new("tmpfs", "/dev/shm", "size=16k,mode=1777");
        std::string const filler = "/dev/shm/filler";
                   std::ofstream(filler) << std::string(16384, 'x') << std::flush;
                   segment_file const file;
                   NAMED_LOCK_CHILD_CHECK(checks, file.refusal() == std::errc::no_space_on_device);
                   fs::remove(filler);
                   NAMED_LOCK_CHILD_CHECK(checks, !file.refusal());
               }) == 0);
}

// Whoever is stopped in the middle of a set-up keeps the others out, but not for ever.
BOOST_AUTO_TEST_CASE(a_set_up_that_does_not_end_is_given_up)
{
    segment_file const file;
    process_mark stuck, end;
    file.write(robust_page());
    forked_child other([&](child_checks& checks) {
        int const fd = ::open(file.path().c_str(), O_RDWR | O_CLOEXEC);
        NAMED_LOCK_CHILD_CHECK(checks, ::flock(fd, LOCK_EX) == 0);
        stuck.set();
        end.wait();
    });
    stuck.wait();
    BOOST_CHECK(file.refusal() == std::errc::timed_out);
    end.set();
    BOOST_TEST(other.wait() == 0);
    BOOST_TEST(!file.refusal());
}

BOOST_AUTO_TEST_SUITE_END()
