// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What ends the hold on a robust mutex, who is told of it, and how many a thread may hold (Linux).

#include "../common/environment.hpp"
#include "../common/forked.hpp"
#include "../common/other_user.hpp"
#include "../common/private_mounts.hpp"
#include "../common/process_mark.hpp"
#include "../common/segment_file.hpp"

#include <boost/named_lock/backends/robust_mutex.hpp>
#include <boost/named_lock/owner_info.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace boost::named_locks;
using namespace named_lock_test;
using namespace std::chrono_literals;

namespace {

auto const no_hang = boost::unit_test::timeout(120);

/// Dies by SIGKILL with the lock held, in a process of its own.
void die_inside(segment_file const& file)
{
    process_mark inside;
    forked_child victim([&](child_checks&) {
        robust_lock lock = file.lock();
        lock.lock();
        inside.set();
        ::pause();
    });
    inside.wait();
    victim.kill();
}

/// Acquires and releases the lock. Returns: Whether the acquisition was told of a death.
bool told(robust_lock& lock)
{
    std::lock_guard< robust_lock > const held(lock);
    return lock.abandoned();
}

} // namespace

BOOST_AUTO_TEST_SUITE(robust_mutex, *no_hang)

BOOST_AUTO_TEST_CASE(each_death_is_reported_once)
{
    segment_file const file;
    robust_lock lock = file.lock();
    BOOST_TEST(!told(lock));
    for (int round = 0; round < 3; ++round)
    {
        die_inside(file);
        BOOST_TEST(told(lock));
        BOOST_TEST(!told(lock));
    }
}

BOOST_AUTO_TEST_CASE(a_death_is_reported_again_when_the_one_who_was_told_dies_too)
{
    segment_file const file;
    robust_lock lock = file.lock();
    die_inside(file);
    die_inside(file);
    BOOST_TEST(told(lock));
}

BOOST_AUTO_TEST_CASE(a_death_is_reported_to_one_who_comes_when_nobody_has_the_lock_open)
{
    segment_file const file;
    die_inside(file);
    robust_lock lock = file.lock();
    BOOST_TEST(told(lock));
    BOOST_TEST(!told(lock));
}

BOOST_AUTO_TEST_CASE(one_who_waits_already_is_told)
{
    segment_file const file;
    robust_lock lock = file.lock();
    process_mark inside;
    forked_child victim([&](child_checks&) {
        robust_lock own = file.lock();
        own.lock();
        inside.set();
        ::pause();
    });
    inside.wait();
    bool waiter_was_told = false;
    bool timed_waiter_was_told = false;
    std::thread waiter([&] { waiter_was_told = told(lock); });
    std::thread timed_waiter([&] {
        robust_lock own = file.lock();
        if (own.try_lock_for(60s))
        {
            timed_waiter_was_told = own.abandoned();
            own.unlock();
        }
    });
    victim.kill();
    waiter.join();
    timed_waiter.join();
    // One death, one report.
    BOOST_TEST(waiter_was_told != timed_waiter_was_told);
}

BOOST_AUTO_TEST_CASE(a_thread_that_ends_abandons)
{
    segment_file const file;
    robust_lock lock = file.lock();
    std::thread([&] { lock.lock(); }).join();
    robust_lock other = file.lock();
    BOOST_TEST(told(other));
    BOOST_TEST(!told(other));
}

BOOST_AUTO_TEST_CASE(a_handle_that_is_dropped_while_held_counts_as_a_death)
{
    segment_file const file;
    file.lock().lock();
    robust_lock lock = file.lock();
    BOOST_TEST(told(lock));
    BOOST_TEST(!told(lock));
}

// Whoever tries in vain to remove the lock takes it for a moment, and with it the report of a death.
BOOST_AUTO_TEST_CASE(a_removal_that_fails_leaves_the_report_to_the_next_one)
{
    if (!may_change_user())
    {
        BOOST_TEST_MESSAGE("not run: only root can become another user");
        return;
    }
    BOOST_TEST(in_forked_child([&](child_checks& checks) {
        if (!leave_mounts())
            return;
        mount_new("tmpfs", "/dev/shm", "mode=1777");
        process_mark died, read_only;
        forked_child user([&](child_checks& inner) {
            become(new_user());
            segment_file const file;
            robust_lock lock = file.lock();
            die_inside(file);
            died.set();
            read_only.wait();
            std::error_code ec;
            NAMED_LOCK_CHILD_CHECK(inner, !lock.remove(ec));
            NAMED_LOCK_CHILD_CHECK(inner, ec == std::errc::permission_denied);
            NAMED_LOCK_CHILD_CHECK(inner, told(lock));
            NAMED_LOCK_CHILD_CHECK(inner, !told(lock));
        });
        died.wait();
        NAMED_LOCK_CHILD_CHECK(checks, ::chmod("/dev/shm", 0555) == 0);
        read_only.set();
        NAMED_LOCK_CHILD_CHECK(checks, user.wait() == 0);
    }) == 0);
}

BOOST_AUTO_TEST_CASE(exec_abandons)
{
    segment_file const file;
    robust_lock lock = file.lock();
    process_mark inside;
    forked_child other([&](child_checks& checks) {
        robust_lock own = file.lock();
        own.lock();
        inside.set();
        ::execl("/bin/sleep", "sleep", "60", static_cast< char* >(nullptr));
        checks(false, "execl returned");
    });
    inside.wait();
    // The process lives on as another program.
    BOOST_TEST(told(lock));
    BOOST_TEST(::kill(other.id(), 0) == 0);
}

BOOST_AUTO_TEST_CASE(a_child_of_fork_neither_holds_nor_releases)
{
    segment_file const file;
    robust_lock lock = file.lock();
    lock.lock();
    BOOST_TEST(in_forked_child([&](child_checks& checks) {
                   // The parent's.
                   lock.unlock();
                   NAMED_LOCK_CHILD_CHECK(checks, !lock.try_lock());
                   robust_lock own = file.lock();
                   NAMED_LOCK_CHILD_CHECK(checks, !own.try_lock_for(1ms));
               }) == 0);
    BOOST_TEST(in_forked_child([&](child_checks& checks) {
                   robust_lock own = file.lock();
                   NAMED_LOCK_CHILD_CHECK(checks, !own.try_lock());
                   std::optional< owner_info > const owner = own.owner();
                   NAMED_LOCK_CHILD_CHECK(checks, owner && owner->pid == ::getppid());
               }) == 0);
    lock.unlock();
    BOOST_TEST(in_forked_child([&](child_checks& checks) {
                   NAMED_LOCK_CHILD_CHECK(checks, lock.try_lock() && !lock.abandoned());
                   lock.unlock();
               }) == 0);
    BOOST_TEST(!told(lock));
}

BOOST_AUTO_TEST_CASE(the_owner_is_known_while_it_holds)
{
    segment_file const file;
    robust_lock lock = file.lock();
    BOOST_TEST(!lock.owner());
    lock.lock();
    std::optional< owner_info > const owner = lock.owner();
    BOOST_TEST_REQUIRE(owner.has_value());
    BOOST_TEST(owner->pid == ::getpid());
    BOOST_TEST(owner->program == std::filesystem::path(this_program()).filename().string());
    BOOST_TEST((owner->since == std::chrono::system_clock::time_point()));
    lock.unlock();
    BOOST_TEST(!lock.owner());
    die_inside(file);
    BOOST_TEST(!lock.owner());
    BOOST_TEST(told(lock));
}

// The last handle goes on a thread that does not hold the lock: the system still has to find the mutex.
BOOST_AUTO_TEST_CASE(a_handle_that_goes_on_another_thread_leaves_the_lock_to_its_thread)
{
    segment_file const file;
    robust_lock observer = file.lock();
    BOOST_TEST(in_forked_child([&](child_checks& checks) {
                   process_mark holds, dropped, end;
                   auto own = std::make_unique< robust_lock >(file.name());
                   std::thread holder([&] {
                       own->lock();
                       holds.set();
                       end.wait();
                   });
                   holds.wait();
                   // The child's own copies of the parent's handles refer to the same state.
                   {
                       robust_lock const gone = std::move(observer);
                   }
                   own.reset();
                   robust_lock again(file.name());
                   NAMED_LOCK_CHILD_CHECK(checks, !again.try_lock());
                   end.set();
                   holder.join();
                   NAMED_LOCK_CHILD_CHECK(checks, again.try_lock());
                   NAMED_LOCK_CHILD_CHECK(checks, again.abandoned());
                   again.unlock();
               }) == 0);
    BOOST_TEST(!told(observer));
}

BOOST_AUTO_TEST_CASE(a_thread_holds_as_many_as_the_system_can_release_and_no_more)
{
    constexpr std::size_t most = 2048;
    std::deque< segment_file > files(most + 1);
    process_mark done;
    forked_child victim([&](child_checks& checks) {
        ::rlimit const many = { 4 * most, 4 * most };
        if (::setrlimit(RLIMIT_NOFILE, &many) != 0)
        {
            std::fprintf(stderr, "not run: this process may not open %zu files\n", 4 * most);
            return;
        }
        std::vector< robust_lock > locks;
        for (segment_file const& file : files)
            locks.push_back(file.lock());
        for (std::size_t i = 0; i < most; ++i)
            locks[i].lock();
        std::error_code ec;
        NAMED_LOCK_CHILD_CHECK(checks, !locks[most].try_lock(ec));
        NAMED_LOCK_CHILD_CHECK(checks, ec == std::errc::no_lock_available);
        locks[most].lock(ec);
        NAMED_LOCK_CHILD_CHECK(checks, ec == std::errc::no_lock_available);
        // Another thread has room of its own.
        std::thread([&] {
            NAMED_LOCK_CHILD_CHECK(checks, locks[most].try_lock());
            locks[most].unlock();
        }).join();
        locks[0].unlock();
        NAMED_LOCK_CHILD_CHECK(checks, locks[most].try_lock());
        locks[most].unlock();
        locks[0].lock();
        // A child of fork holds none of them.
        NAMED_LOCK_CHILD_CHECK(checks, in_forked_child([&](child_checks& inner) {
                                           NAMED_LOCK_CHILD_CHECK(inner, locks[most].try_lock());
                                           locks[most].unlock();
                                       }) == 0);
        if (checks.failures() != 0)
            return;
        done.set();
        ::pause();
    });
    done.wait();
    victim.kill();
    for (std::size_t i = 0; i < most; ++i)
    {
        robust_lock lock = files[i].lock();
        BOOST_TEST_REQUIRE(lock.try_lock());
        BOOST_TEST_REQUIRE(lock.abandoned());
        lock.unlock();
    }
}

// A handle that waits or only exists when the name is removed goes over to the new lock.
BOOST_AUTO_TEST_CASE(everybody_meets_in_the_new_lock_after_a_removal)
{
    segment_file const file;
    robust_lock lock = file.lock();
    process_mark opened, held, tried;
    forked_child other([&](child_checks& checks) {
        robust_lock own = file.lock();
        opened.set();
        held.wait();
        NAMED_LOCK_CHILD_CHECK(checks, !own.try_lock());
        tried.set();
        own.lock();
        NAMED_LOCK_CHILD_CHECK(checks, own.still_linked());
        own.unlock();
    });
    opened.wait();
    BOOST_TEST(lock.remove());
    BOOST_TEST(!std::filesystem::exists(file.path()));
    lock.lock();
    BOOST_TEST(std::filesystem::exists(file.path()));
    BOOST_TEST(lock.still_linked());
    held.set();
    tried.wait();
    lock.unlock();
    BOOST_TEST(other.wait() == 0);
}

BOOST_AUTO_TEST_CASE(a_file_that_was_deleted_is_noticed_when_it_is_asked_for)
{
    segment_file const file;
    robust_lock lock = file.lock();
    lock.lock();
    BOOST_TEST(lock.still_linked());
    std::filesystem::remove(file.path());
    BOOST_TEST(!lock.still_linked());
    lock.unlock();
}

// Threads that wait in the old mapping while others open the new one.
BOOST_AUTO_TEST_CASE(threads_survive_removals)
{
    segment_file const file;
    long counter = 0;
    constexpr int rounds = 500;
    auto const work = [&](bool removes) {
        robust_lock lock = file.lock();
        for (int round = 0; round < rounds; ++round)
        {
            {
                std::lock_guard< robust_lock > const held(lock);
                ++counter;
            }
            std::error_code busy;
            if (removes)
                lock.remove(busy);
        }
    };
    std::thread first(work, false), second(work, false), third(work, true);
    first.join();
    second.join();
    third.join();
    BOOST_TEST(counter == 3L * rounds);
}

BOOST_AUTO_TEST_SUITE_END()
