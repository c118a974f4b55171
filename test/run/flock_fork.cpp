// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What a forked child inherits: handles that hold nothing, and no lock (POSIX).

#include "../common/child_process.hpp"
#include "../common/environment.hpp"
#include "../common/forked.hpp"
#include "../common/process_mark.hpp"
#include "../common/scoreboard.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <filesystem>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

using boost::named_locks::named_lock;
using named_lock_test::child_checks;
using named_lock_test::child_process;
using named_lock_test::forked_child;
using named_lock_test::in_forked_child;
using named_lock_test::process_mark;
using named_lock_test::scoreboard;
using named_lock_test::unique_name;

namespace {

// What somebody says who shares nothing with us.
bool is_free(std::string const& name)
{
    return in_forked_child([&](child_checks&) { ::_exit(named_lock(name).try_lock() ? 0 : 1); }) == 0;
}

struct fixture
{
    std::string name = unique_name();
    scoreboard board{ named_lock_test::temporary_folder() / unique_name() };
};

} // namespace

// A wait for ever fails the test.
BOOST_FIXTURE_TEST_SUITE(flock_fork, fixture, *boost::unit_test::timeout(60))

BOOST_AUTO_TEST_CASE(child_holds_nothing)
{
    named_lock lock(name);
    std::unique_lock< named_lock > held(lock);
    int const failures = in_forked_child([&](child_checks& checks) {
        NAMED_LOCK_CHILD_CHECK(checks, lock.valid());
        NAMED_LOCK_CHILD_CHECK(checks, !lock.abandoned());
        // Not held by the child, but by the parent.
        NAMED_LOCK_CHILD_CHECK(checks, !lock.try_lock());
        NAMED_LOCK_CHILD_CHECK(checks, !named_lock(lock).try_lock());
        NAMED_LOCK_CHILD_CHECK(checks, !named_lock(name).try_lock());
        NAMED_LOCK_CHILD_CHECK(checks, !lock.try_lock_shared());
        std::error_code ec;
        lock.unlock(ec);
        NAMED_LOCK_CHILD_CHECK(checks, !ec);
        NAMED_LOCK_CHILD_CHECK(checks, !lock.try_lock());
    });
    BOOST_CHECK_EQUAL(failures, 0);
    BOOST_CHECK(!is_free(name));
    held.unlock();
    BOOST_CHECK(is_free(name));
}

BOOST_AUTO_TEST_CASE(inherited_owners_release_nothing)
{
    auto guard = named_lock(name).acquire();
    std::string const read = unique_name();
    named_lock reader(read);
    std::shared_lock< named_lock > shared(reader);
    std::string const other = unique_name();
    named_lock third(other);
    std::unique_lock< named_lock > held(third);
    int const failures = in_forked_child([&](child_checks&) {
        guard = named_lock::guard();
        shared.unlock();
        held.unlock();
        // The last handles of their states: they are closed.
        reader = named_lock();
        third = named_lock();
    });
    BOOST_CHECK_EQUAL(failures, 0);
    for (std::string const& each : { name, read, other })
        BOOST_CHECK(!is_free(each));
    guard.unlock();
    shared.unlock();
    held.unlock();
    for (std::string const& each : { name, read, other })
        BOOST_CHECK(is_free(each));
}

// The lock that a child takes itself is not freed by what it inherited.
BOOST_AUTO_TEST_CASE(inherited_owner_does_not_free_the_childs_lock)
{
    process_mark parent_released;
    process_mark child_done;
    auto guard = named_lock(name).acquire();
    forked_child child([&](child_checks& checks) {
        parent_released.wait();
        named_lock mine(name);
        NAMED_LOCK_CHILD_CHECK(checks, mine.try_lock());
        guard = named_lock::guard();
        NAMED_LOCK_CHILD_CHECK(checks, !is_free(name));
        child_done.set();
        parent_released.wait();
        mine.unlock();
    });
    guard.unlock();
    parent_released.set();
    child_done.wait();
    BOOST_CHECK(!named_lock(name).try_acquire());
    parent_released.set();
    BOOST_CHECK_EQUAL(child.wait(), 0);
    BOOST_CHECK(named_lock(name).try_acquire());
}

BOOST_AUTO_TEST_CASE(parent_and_child_exclude_each_other)
{
    constexpr int rounds = 300;
    named_lock lock(name);
    // Open, used and idle at the moment of the fork.
    lock.lock();
    lock.unlock();
    auto const work = [&] {
        for (int round = 0; round != rounds; ++round)
        {
            std::lock_guard< named_lock > const guard(lock);
            board.exclusive_section();
        }
    };
    forked_child one([&](child_checks&) { work(); });
    forked_child two([&](child_checks&) { work(); });
    work();
    BOOST_CHECK_EQUAL(one.wait(), 0);
    BOOST_CHECK_EQUAL(two.wait(), 0);
    BOOST_CHECK_EQUAL(board.violations(), 0u);
    BOOST_CHECK_EQUAL(board.entries(), 3u * rounds);
}

BOOST_AUTO_TEST_CASE(child_waits_for_its_parent)
{
    process_mark ready;
    named_lock lock(name);
    lock.lock();
    forked_child child([&](child_checks& checks) {
        ready.set();
        lock.lock();
        NAMED_LOCK_CHILD_CHECK(checks, board.flag(0) == 1);
        lock.unlock();
    });
    ready.wait();
    board.flag(0) = 1;
    lock.unlock();
    BOOST_CHECK_EQUAL(child.wait(), 0);
}

// A worker that a holder forked does not keep the lock when the holder dies.
BOOST_AUTO_TEST_CASE(idle_worker_does_not_keep_its_dead_parents_lock)
{
    process_mark ready;
    process_mark worker_may_end;
    forked_child holder([&](child_checks&) {
        named_lock lock(name);
        lock.lock();
        if (::fork() == 0)
        {
            ready.set();
            worker_may_end.wait();
            board.flag(0) = 1;
            ready.set();
            ::_exit(0);
        }
        ready.wait();
        ready.set();
        for (;;)
            ::pause();
    });
    ready.wait();
    BOOST_CHECK(!named_lock(name).try_acquire());
    holder.kill();
    BOOST_CHECK(named_lock(name).acquire());
    // It lives, and did all the time.
    BOOST_CHECK_EQUAL(board.flag(0), 0u);
    worker_may_end.set();
    ready.wait();
    BOOST_CHECK_EQUAL(board.flag(0), 1u);
}

BOOST_AUTO_TEST_CASE(grandchild_holds_nothing_either)
{
    int const failures = in_forked_child([&](child_checks& checks) {
        named_lock lock(name);
        auto guard = lock.acquire();
        NAMED_LOCK_CHILD_CHECK(checks, in_forked_child([&](child_checks& grandchild) {
                                           guard = named_lock::guard();
                                           NAMED_LOCK_CHILD_CHECK(grandchild, !lock.try_lock());
                                       }) == 0);
        NAMED_LOCK_CHILD_CHECK(checks, !is_free(name));
    });
    BOOST_CHECK_EQUAL(failures, 0);
    BOOST_CHECK(is_free(name));
}

// Whatever the other threads do at the moment of the fork: wait in the gate, hold the lock, are on their way, open locks.
BOOST_AUTO_TEST_CASE(fork_while_threads_are_inside)
{
    constexpr int forks = 40;
    named_lock lock(name);
    std::atomic< bool > stop{ false };
    std::atomic< std::uint64_t > entries{ 0 };
    std::vector< std::thread > threads;
    for (int i = 0; i != 3; ++i)
        threads.emplace_back([&, mine = named_lock(lock), i]() mutable {
            for (int round = 0; !stop; ++round)
            {
                if (i == 2 && round % 2 == 0)
                {
                    std::shared_lock< named_lock > const guard(mine);
                    board.shared_section();
                }
                else
                {
                    std::lock_guard< named_lock > const guard(mine);
                    board.exclusive_section();
                    ++entries;
                }
            }
        });
    // Opening and closing have a mutex of their own, which no child may find locked.
    threads.emplace_back([&] {
        while (!stop)
            named_lock const other(name + "-other");
    });
    for (int i = 0; i != forks; ++i)
    {
        int const failures = in_forked_child([&](child_checks& checks) {
            {
                std::lock_guard< named_lock > const guard(lock);
                board.exclusive_section();
            }
            named_lock another(name);
            NAMED_LOCK_CHILD_CHECK(checks, another == lock);
            another.lock_shared();
            board.shared_section();
            another.unlock_shared();
        });
        BOOST_CHECK_EQUAL(failures, 0);
    }
    stop = true;
    for (std::thread& thread : threads)
        thread.join();
    BOOST_CHECK_EQUAL(board.violations(), 0u);
    BOOST_CHECK_EQUAL(board.entries(), entries + forks);
}

BOOST_AUTO_TEST_CASE(descriptors_stay_at_home)
{
    named_lock lock(name);
    lock.lock();
    int const fd = lock.native_handle();
    BOOST_CHECK_GT(fd, 2);
    BOOST_CHECK_EQUAL(::fcntl(fd, F_GETFD), FD_CLOEXEC);
    int const failures =
        in_forked_child([&](child_checks& checks) { NAMED_LOCK_CHILD_CHECK(checks, ::fcntl(fd, F_GETFD) == -1); });
    BOOST_CHECK_EQUAL(failures, 0);
    if (std::filesystem::exists("/proc/self/fd"))
    {
        child_process shell = child_process::program("sh", { "-c", "ls -l /proc/self/fd; echo end" });
        for (std::string line = shell.read_line(); line != "end"; line = shell.read_line())
            BOOST_CHECK_MESSAGE(line.find(".lock") == std::string::npos, "inherited: " << line);
    }
    lock.unlock();
}

BOOST_AUTO_TEST_SUITE_END()
