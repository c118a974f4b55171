// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The thread gate before a lock of the operating system that is played by the test: exclusion, handover, and what is left
// behind when threads come and go in every way at once.

#include <boost/named_lock/detail/thread_gate.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <random>
#include <system_error>
#include <thread>
#include <vector>

namespace {

using namespace boost::named_locks;
using namespace boost::named_locks::detail;
using namespace std::chrono_literals;

/// Plays the operating system's lock. It counts its holders, so that a gate that lets a second one through, or forgets to
/// give the lock back, is caught. It refuses and fails at random, as another process would make it.
class played_lock
{
public:
    explicit played_lock(unsigned refusals_in_100 = 0) : m_refusals(refusals_in_100) {}

    template< class Mode, class Patience >
    outcome acquire(Mode mode, Patience)
    {
        static thread_local std::minstd_rand random(
            static_cast< unsigned >(std::hash< std::thread::id >()(std::this_thread::get_id())));
        unsigned const dice = static_cast< unsigned >(random()) % 100;
        if (dice < m_refusals)
            return dice % 2 == 0 ? outcome(lock_status::busy)
                                 : outcome::generic_failure(std::errc::io_error, "played");
        int free = 0;
        if (!m_holders.compare_exchange_strong(free, value(mode)))
            ++violations;
        ++acquisitions;
        return outcome();
    }

    template< class Mode >
    outcome release(Mode mode)
    {
        if (release_fails)
            return outcome::generic_failure(std::errc::io_error, "played");
        int held = value(mode);
        if (!m_holders.compare_exchange_strong(held, 0))
            ++violations;
        return outcome();
    }

    bool is_free() const { return m_holders == 0; }

    std::atomic< int > violations{ 0 };
    std::atomic< long > acquisitions{ 0 };
    bool release_fails = false;

private:
    static int value(exclusive_mode) { return 1; }
    static int value(shared_mode) { return 2; }

    unsigned m_refusals;
    std::atomic< int > m_holders{ 0 };
};

/// Counts who is inside, and what they do to a word that nothing else protects.
struct section
{
    template< class Entry >
    void visit(exclusive_mode, Entry&&)
    {
        if (writers.fetch_add(1) != 0 || readers.load() != 0)
            ++violations;
        ++entries;
        writers.fetch_sub(1);
    }

    template< class Entry >
    void visit(shared_mode, Entry&& while_inside)
    {
        readers.fetch_add(1);
        if (writers.load() != 0)
            ++violations;
        while_inside();
        readers.fetch_sub(1);
    }

    std::atomic< int > writers{ 0 };
    std::atomic< int > readers{ 0 };
    std::atomic< int > violations{ 0 };
    // Not atomic: a lost increment is a lost exclusion.
    long entries = 0;
};

template< class Mode, class Patience >
bool pass(thread_gate& gate, played_lock& os, section& inside, Mode mode, Patience patience)
{
    if (!gate.acquire(mode, os, patience).acquired())
        return false;
    inside.visit(mode, [] {});
    return !gate.release(mode, os).failed();
}

BOOST_AUTO_TEST_SUITE(thread_gate_suite)

BOOST_AUTO_TEST_CASE(one_thread_takes_and_returns_the_lock)
{
    thread_gate gate;
    played_lock os;
    for (int i = 1; i <= 3; ++i)
    {
        BOOST_TEST(gate.acquire(exclusive_mode(), os, forever()).acquired());
        BOOST_TEST(!os.is_free());
        BOOST_TEST((gate.acquire(exclusive_mode(), os, never()).status() == lock_status::busy));
        BOOST_TEST((gate.acquire(shared_mode(), os, never()).status() == lock_status::busy));
        BOOST_TEST((gate.acquire(exclusive_mode(), os, until{ steady_time() }).status() == lock_status::busy));
        BOOST_TEST(!gate.release(exclusive_mode(), os).failed());
        BOOST_TEST(os.is_free());
        BOOST_TEST(os.acquisitions == i);
    }
}

BOOST_AUTO_TEST_CASE(readers_share_one_lock)
{
    thread_gate gate;
    played_lock os;
    BOOST_TEST(gate.acquire(shared_mode(), os, forever()).acquired());
    BOOST_TEST(gate.acquire(shared_mode(), os, never()).acquired());
    BOOST_TEST(os.acquisitions == 1);
    BOOST_TEST((gate.acquire(exclusive_mode(), os, never()).status() == lock_status::busy));
    BOOST_TEST(!gate.release(shared_mode(), os).failed());
    BOOST_TEST(!os.is_free());
    BOOST_TEST(!gate.release(shared_mode(), os).failed());
    BOOST_TEST(os.is_free());
    BOOST_TEST(gate.acquire(exclusive_mode(), os, never()).acquired());
    BOOST_TEST(!gate.release(exclusive_mode(), os).failed());
}

BOOST_AUTO_TEST_CASE(a_failed_release_keeps_the_lock)
{
    thread_gate gate;
    played_lock os;
    BOOST_TEST(gate.acquire(exclusive_mode(), os, forever()).acquired());
    os.release_fails = true;
    BOOST_TEST(gate.release(exclusive_mode(), os).failed());
    BOOST_TEST((gate.acquire(exclusive_mode(), os, never()).status() == lock_status::busy));
    os.release_fails = false;
    BOOST_TEST(!gate.release(exclusive_mode(), os).failed());

    BOOST_TEST(gate.acquire(shared_mode(), os, forever()).acquired());
    os.release_fails = true;
    BOOST_TEST(gate.release(shared_mode(), os).failed());
    BOOST_TEST((gate.acquire(exclusive_mode(), os, never()).status() == lock_status::busy));
    os.release_fails = false;
    BOOST_TEST(!gate.release(shared_mode(), os).failed());
    BOOST_TEST(gate.acquire(exclusive_mode(), os, never()).acquired());
}

BOOST_AUTO_TEST_CASE(a_refused_lock_leaves_the_gate_open)
{
    thread_gate gate;
    played_lock refusing(100);
    played_lock willing;
    BOOST_TEST(!gate.acquire(exclusive_mode(), refusing, forever()).acquired());
    BOOST_TEST(!gate.acquire(shared_mode(), refusing, forever()).acquired());
    BOOST_TEST(gate.acquire(exclusive_mode(), willing, never()).acquired());
}

// A writer that waits gets the lock without the operating system, and at most `handover_limit` times in a row.
BOOST_AUTO_TEST_CASE(handover_happens_and_is_bounded)
{
    thread_gate gate;
    played_lock os;
    std::atomic< bool > stop{ false };
    // Written by who is inside only.
    long entries = 0;
    long last_acquisitions = 0;
    long in_a_row = 0;
    long most_in_a_row = 0;
    auto const visitor = [&] {
        while (!stop)
        {
            gate.acquire(exclusive_mode(), os, forever());
            ++entries;
            in_a_row = os.acquisitions == last_acquisitions ? in_a_row + 1 : 0;
            last_acquisitions = os.acquisitions;
            most_in_a_row = (std::max)(most_in_a_row, in_a_row);
            // The others arrive, see the gate closed and wait.
            std::this_thread::yield();
            if (most_in_a_row == handover_limit && entries > 100 * handover_limit)
                stop = true;
            gate.release(exclusive_mode(), os);
        }
    };
    std::vector< std::thread > visitors;
    for (int i = 0; i < 4; ++i)
        visitors.emplace_back(visitor);
    for (std::thread& thread : visitors)
        thread.join();
    BOOST_TEST(most_in_a_row == handover_limit);
    BOOST_TEST(os.violations == 0);
    BOOST_TEST(os.is_free());
}

template< unsigned RefusalsIn100 >
void storm()
{
    constexpr int threads = 6;
    constexpr int rounds = 20000;
    thread_gate gate;
    played_lock os(RefusalsIn100);
    section inside;
    std::atomic< long > passed_writers{ 0 };
    std::vector< std::thread > visitors;
    for (unsigned seed = 1; seed <= threads; ++seed)
    {
        visitors.emplace_back([&, seed] {
            std::minstd_rand random(seed);
            for (int i = 0; i < rounds; ++i)
            {
                auto const soon = until{ std::chrono::steady_clock::now() + std::chrono::microseconds(random() % 60) };
                bool writer = false;
                switch (random() % 6)
                {
                case 0: writer = pass(gate, os, inside, exclusive_mode(), forever()); break;
                case 1: writer = pass(gate, os, inside, exclusive_mode(), never()); break;
                case 2: writer = pass(gate, os, inside, exclusive_mode(), soon); break;
                case 3: pass(gate, os, inside, shared_mode(), forever()); break;
                case 4: pass(gate, os, inside, shared_mode(), never()); break;
                case 5: pass(gate, os, inside, shared_mode(), soon); break;
                }
                if (writer)
                    ++passed_writers;
            }
        });
    }
    for (std::thread& visitor : visitors)
        visitor.join();
    BOOST_TEST(inside.violations == 0);
    BOOST_TEST(inside.entries == passed_writers);
    BOOST_TEST(os.violations == 0);
    // Nobody is left for whom the lock could be kept.
    BOOST_TEST(os.is_free());
    played_lock last;
    BOOST_TEST(gate.acquire(exclusive_mode(), last, never()).acquired());
    BOOST_TEST(last.acquisitions == 1);
}

BOOST_AUTO_TEST_CASE(all_ways_in_at_once)
{
    storm< 0 >();
}

BOOST_AUTO_TEST_CASE(all_ways_in_at_once_with_a_lock_that_fails)
{
    storm< 30 >();
}

// A writer that waits keeps new readers out, and they come in when it gives up.
BOOST_AUTO_TEST_CASE(readers_go_on_when_a_waiting_writer_gives_up)
{
    thread_gate gate;
    played_lock os;
    BOOST_TEST(gate.acquire(shared_mode(), os, forever()).acquired());
    std::atomic< bool > stop{ false };
    std::thread writer([&] {
        while (!stop)
            gate.acquire(exclusive_mode(), os, until{ std::chrono::steady_clock::now() + 1ms });
    });
    for (int i = 0; i < 200; ++i)
    {
        BOOST_TEST(gate.acquire(shared_mode(), os, forever()).acquired());
        BOOST_TEST(!gate.release(shared_mode(), os).failed());
    }
    stop = true;
    writer.join();
    BOOST_TEST(!gate.release(shared_mode(), os).failed());
    BOOST_TEST(os.is_free());
}

BOOST_AUTO_TEST_CASE(a_forgotten_gate_is_open)
{
    thread_gate gate;
    played_lock os;
    BOOST_TEST(gate.acquire(exclusive_mode(), os, forever()).acquired());
    gate.forget();
    played_lock anew;
    BOOST_TEST(gate.acquire(exclusive_mode(), anew, never()).acquired());
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
