// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Forked parties that are killed at random and made anew, all the time (POSIX).

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_STORM_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_STORM_HPP

#include "ground_truth.hpp"
#include "party.hpp"
#include "shared_memory.hpp"
#include "system.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <random>
#include <thread>
#include <vector>

#include <signal.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

namespace named_lock_test {

/// Returns: How long each storm rages: what the environment variable NAMED_LOCK_STORM_SECONDS says, else 2 seconds.
inline std::chrono::duration< double > storm_duration()
{
    char const* const seconds = std::getenv("NAMED_LOCK_STORM_SECONDS");
    return std::chrono::duration< double >(seconds != nullptr ? std::strtod(seconds, nullptr) : 2.0);
}

/// Notices that nobody gets the lock any more: a storm that would rage in vain fails.
class progress_watch
{
public:
    explicit progress_watch(ground_truth const& truth) : m_truth(truth) {}

    bool stuck()
    {
        auto const now = std::chrono::steady_clock::now();
        std::uint64_t const entries = m_truth.entries;
        if (entries != m_entries)
        {
            m_entries = entries;
            m_since = now;
        }
        return now - m_since > safety_timeout() / 2;
    }

private:
    ground_truth const& m_truth;
    std::uint64_t m_entries = 0;
    std::chrono::steady_clock::time_point m_since = std::chrono::steady_clock::now();
};

/// Makes a section last a few microseconds, and sometimes until the others have run.
inline void dawdle(std::minstd_rand& random)
{
    auto const draw = random() % 8192;
    if (draw < 128)
        std::this_thread::yield();
    for (auto i = draw; i > 0; --i)
        std::atomic_signal_fence(std::memory_order_seq_cst);
}

/// Waits for those who have ended and are not among `parties`: children of dead parties, which become children of this
/// process if it is a subreaper. Returns: How many of them did not end by themselves.
inline unsigned bury_orphans(std::vector< ::pid_t > const& parties)
{
    unsigned failures = 0;
    for (;;)
    {
        ::siginfo_t info = {};
        int const look = WEXITED | WNOHANG | WNOWAIT;
        if (::waitid(P_ALL, 0, &info, look) != 0 || info.si_pid == 0 ||
            std::find(parties.begin(), parties.end(), info.si_pid) != parties.end())
            return failures;
        int status = 0;
        if (::waitpid(info.si_pid, &status, 0) == info.si_pid && !WIFEXITED(status))
            ++failures;
    }
}

struct storm_figures
{
    std::uint64_t kills = 0;
    bool stuck = false;
    std::vector< unclear_death > unclear_deaths;
};

/// Lets `parties` forked processes execute `work(where, random)` again and again, where `where` is the party's zone,
/// and kills one of them by SIGKILL, wherever it is, after each pause of 0 to `longest_pause`. All of them are dead
/// at the end.
template< class Work >
storm_figures rage(
    ground_truth& truth,
    std::size_t parties,
    Work work,
    std::chrono::microseconds longest_pause = std::chrono::microseconds(400))
{
    std::vector< ::pid_t > pids(parties);
    std::random_device seed;
    std::minstd_rand random(seed());

    auto const start = [&](std::size_t slot) {
        std::minstd_rand::result_type const childs_seed = static_cast< std::minstd_rand::result_type >(random());
        std::atomic< zone >& where = truth.zones[slot];
        where = zone::outside;
        ::pid_t const pid = ::fork();
        pids[slot] = pid;
        if (pid < 0)
        {
            std::perror("fork");
            ++truth.errors;
        }
        if (pid != 0)
            return;
        die_with_parent();
        // Boost.Test's handlers would carry on with the test in the child.
        for (int const signal : { SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL })
            ::signal(signal, SIG_DFL);
        std::minstd_rand childs_random(childs_seed);
        try
        {
            for (;;)
                work(where, childs_random);
        }
        catch (std::exception const& e)
        {
            std::fprintf(stderr, "in a party of the storm: %s\n", e.what());
        }
        ::_exit(1);
    };

    storm_figures figures;
    auto const kill = [&](std::size_t slot) {
        if (pids[slot] < 0)
            return;
        std::uint64_t const before = truth.entries;
        ::kill(pids[slot], SIGKILL);
        int status = 0;
        while (::waitpid(pids[slot], &status, 0) < 0 && errno == EINTR) {}
        std::uint64_t const after = truth.entries;
        ++figures.kills;
        if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
            ++truth.errors;
        zone const where = truth.zones[slot];
        if (where == zone::coming || where == zone::leaving)
            figures.unclear_deaths.push_back({ before, after });
    };

    std::fflush(nullptr);
    for (std::size_t slot = 0; slot < parties; ++slot)
        start(slot);
    auto const end = std::chrono::steady_clock::now() + storm_duration();
    progress_watch progress(truth);
    while (std::chrono::steady_clock::now() < end && truth.errors == 0 && !figures.stuck)
    {
        // A kill after a handshake would always meet its victim at the same step.
        std::this_thread::sleep_for(longest_pause * (random() % 1000) / 1000);
        std::size_t const victim = random() % parties;
        kill(victim);
        start(victim);
        truth.errors += bury_orphans(pids);
        figures.stuck = progress.stuck();
    }
    for (std::size_t slot = 0; slot < parties; ++slot)
        kill(slot);
    return figures;
}

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_STORM_HPP
