// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The lock utilities of the standard library, each with the default lock.

#include "../common/another_thread.hpp"
#include "../common/child_process.hpp"
#include "../common/environment.hpp"
#include "../common/scoreboard.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using boost::named_locks::named_lock;
using named_lock_test::child_process;
using named_lock_test::on_another_thread;
using named_lock_test::scoreboard;
using named_lock_test::temporary_folder;
using named_lock_test::unique_name;

namespace {

// Asks through a handle of its own, on this thread: one that is held through another handle is not free.
bool is_free(std::string const& name)
{
    return static_cast< bool >(named_lock(name).try_acquire());
}

} // namespace

BOOST_AUTO_TEST_CASE(lock_guard)
{
    std::string const name = unique_name();
    named_lock lock(name);
    {
        std::lock_guard< named_lock > const guard(lock);
        BOOST_CHECK(!is_free(name));
    }
    BOOST_CHECK(is_free(name));
    lock.lock();
    {
        std::lock_guard< named_lock > const guard(lock, std::adopt_lock);
    }
    BOOST_CHECK(is_free(name));
}

BOOST_AUTO_TEST_CASE(unique_lock)
{
    std::string const name = unique_name();
    named_lock lock(name);
    named_lock other(lock);

    std::unique_lock< named_lock > held(lock);
    BOOST_CHECK(held.owns_lock() && !is_free(name));
    std::unique_lock< named_lock > tried(other, std::try_to_lock);
    BOOST_CHECK(!tried);
    std::unique_lock< named_lock > moved(std::move(held));
    BOOST_CHECK(!held.owns_lock() && moved.owns_lock());
    moved.unlock();
    BOOST_CHECK(is_free(name));

    std::unique_lock< named_lock > deferred(lock, std::defer_lock);
    BOOST_CHECK(is_free(name));
    BOOST_CHECK(deferred.try_lock());
    BOOST_CHECK(!is_free(name));
    deferred = std::unique_lock< named_lock >();
    BOOST_CHECK(is_free(name));
}

BOOST_AUTO_TEST_CASE(unique_lock_timed)
{
    std::string const name = unique_name();
    named_lock lock(name);
    named_lock other(lock);
    {
        std::unique_lock< named_lock > const for_a_time(lock, std::chrono::milliseconds(1));
        BOOST_CHECK(for_a_time.owns_lock());
        on_another_thread([&] {
            std::unique_lock< named_lock > const too_short(other, std::chrono::milliseconds(1));
            BOOST_CHECK(!too_short.owns_lock());
            std::unique_lock< named_lock > const too_late(other, std::chrono::system_clock::now());
            BOOST_CHECK(!too_late.owns_lock());
        });
    }
    std::unique_lock< named_lock > until(lock, std::chrono::steady_clock::now() + std::chrono::hours(1));
    BOOST_CHECK(until.owns_lock());
    until.unlock();
    BOOST_CHECK(until.try_lock_for(std::chrono::duration< double >(0.001)));
}

BOOST_AUTO_TEST_CASE(scoped_lock_of_several)
{
    std::string const names[] = { unique_name(), unique_name(), unique_name() };
    named_lock a(names[0]);
    named_lock b(names[1]);
    named_lock c(names[2]);
    std::mutex mutex;
    {
        std::scoped_lock const all(a, b, mutex, c);
        for (std::string const& name : names)
            BOOST_CHECK(!is_free(name));
    }
    for (std::string const& name : names)
        BOOST_CHECK(is_free(name));
}

BOOST_AUTO_TEST_CASE(lock_and_try_lock)
{
    named_lock a(unique_name());
    named_lock b(unique_name());
    named_lock other_b(b);
    std::lock(a, b);
    BOOST_CHECK(!is_free(a.name()) && !is_free(b.name()));
    a.unlock();
    b.unlock();

    other_b.lock();
    BOOST_CHECK_EQUAL(std::try_lock(a, b), 1);
    // What it got before it failed, it gave back.
    BOOST_CHECK(is_free(a.name()));
    other_b.unlock();
    BOOST_CHECK_EQUAL(std::try_lock(a, b), -1);
    a.unlock();
    b.unlock();
}

// Each waits for the other's turn, so that every release and every acquisition inside of `wait` is needed.
BOOST_AUTO_TEST_CASE(condition_variable_any)
{
    constexpr int rounds = 50;
    named_lock lock(unique_name());
    std::condition_variable_any changed;
    int turn = 0;
    auto const play = [&](int remainder) {
        named_lock mine(lock);
        std::unique_lock< named_lock > guard(mine);
        for (int round = 0; round != rounds; ++round)
        {
            changed.wait(guard, [&] { return turn % 2 == remainder; });
            ++turn;
            changed.notify_all();
        }
    };
    std::thread other(play, 1);
    play(0);
    other.join();
    BOOST_CHECK_EQUAL(turn, 2 * rounds);

    std::unique_lock< named_lock > guard(lock);
    BOOST_CHECK(!changed.wait_for(guard, std::chrono::milliseconds(1), [] { return false; }));
    BOOST_CHECK(guard.owns_lock());
    BOOST_CHECK(!is_free(lock.name()));
}

namespace {

template< class Lock >
void check_shared_lock()
{
    if constexpr (boost::named_locks::has_shared_mode< typename Lock::backend_type >)
    {
        std::string const name = unique_name();
        Lock lock(name);
        Lock other(lock);
        {
            std::shared_lock< Lock > const one(lock);
            std::shared_lock< Lock > const two(other, std::try_to_lock);
            BOOST_CHECK(one.owns_lock() && two.owns_lock());
            BOOST_CHECK(!is_free(name));
            std::unique_lock< Lock > const writer(other, std::chrono::milliseconds(1));
            BOOST_CHECK(!writer.owns_lock());
        }
        BOOST_CHECK(is_free(name));
        std::unique_lock< Lock > const writer(lock);
        std::shared_lock< Lock > const reader(other, std::chrono::milliseconds(1));
        BOOST_CHECK(!reader.owns_lock());
    }
}

} // namespace

BOOST_AUTO_TEST_CASE(shared_lock)
{
    check_shared_lock< named_lock >();
}

namespace {

void lock_both(named_lock& first, named_lock& second, scoreboard& board, int rounds)
{
    for (int round = 0; round != rounds; ++round)
    {
        std::scoped_lock const both(first, second);
        board.exclusive_section();
    }
}

constexpr int deadlock_rounds = 500;

} // namespace

// Arguments: the names in the order of locking, the scoreboard's file.
NAMED_LOCK_CHILD_ROLE(lock_two)
{
    named_lock first(arguments.at(0));
    named_lock second(arguments.at(1));
    scoreboard board(arguments.at(2));
    // Both are there before either begins.
    std::string line;
    std::cout << "ready" << std::endl;
    std::getline(std::cin, line);
    lock_both(first, second, board, deadlock_rounds);
    std::cout << "done" << std::endl;
    return 0;
}

BOOST_AUTO_TEST_CASE(scoped_lock_in_opposite_order_in_two_processes)
{
    std::string const a = unique_name();
    std::string const b = unique_name();
    scoreboard board(temporary_folder() / unique_name());
    child_process forward("lock_two", { a, b, board.file().string() });
    child_process backward("lock_two", { b, a, board.file().string() });
    child_process* const children[] = { &forward, &backward };
    for (child_process* const child : children)
        BOOST_REQUIRE_EQUAL(child->read_line(), "ready");
    for (child_process* const child : children)
        child->write_line("go");
    for (child_process* const child : children)
        BOOST_CHECK_EQUAL(child->read_line(), "done");
    BOOST_CHECK_EQUAL(board.violations(), 0u);
    BOOST_CHECK_EQUAL(board.entries(), 2u * deadlock_rounds);
}

BOOST_AUTO_TEST_CASE(scoped_lock_in_opposite_order_in_two_threads)
{
    named_lock a(unique_name());
    named_lock b(unique_name());
    scoreboard board(temporary_folder() / unique_name());
    std::thread backward([&board, first = named_lock(b), second = named_lock(a)]() mutable {
        lock_both(first, second, board, deadlock_rounds);
    });
    lock_both(a, b, board, deadlock_rounds);
    backward.join();
    BOOST_CHECK_EQUAL(board.violations(), 0u);
    BOOST_CHECK_EQUAL(board.entries(), 2u * deadlock_rounds);
}
