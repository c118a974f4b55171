// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Processes whose threads use a lock fork all the time, and are killed while their children live (Linux).

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_FORK_STORM_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_FORK_STORM_HPP

#include "environment.hpp"
#include "forked.hpp"
#include "ground_truth.hpp"
#include "shared_memory.hpp"
#include "storm.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <mutex>
#include <random>
#include <shared_mutex>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace named_lock_test {

struct fork_counts
{
    std::atomic< std::uint64_t > forks;
    std::atomic< std::uint64_t > forks_while_held;
    std::atomic< std::uint64_t > entries_of_children;
    std::atomic< std::uint64_t > reads;
    std::atomic< std::uint64_t > orphans;
    /// The storm is over: who waits for the others waits no longer.
    std::atomic< bool > over;
};

/// A process with two threads that use the lock and a third one that forks, all with handles of their own.
template< class Lock >
class family
{
public:
    family(ground_truth& truth, fork_counts& counts, std::string const& name, std::minstd_rand& random) :
        m_truth(truth), m_counts(counts), m_random(random), m_lock(name)
    {
        // Children end when they like. Nobody waits for them.
        ::signal(SIGCHLD, SIG_IGN);
        if (::pipe2(m_parent_lives, O_CLOEXEC) != 0)
            throw std::runtime_error("pipe2 failed");
    }

    /// Never returns; it lives until it is killed.
    void live()
    {
        std::thread writer([this, seed = m_random()] { repeat(&family::write, seed); });
        std::thread reader([this, seed = m_random()] { repeat(&family::read_and_write, seed); });
        for (;;)
            fork_child();
    }

private:
    using guard = typename Lock::guard;

    void repeat(void (family::*round)(Lock&, std::minstd_rand&), std::minstd_rand::result_type seed) noexcept
    {
        std::minstd_rand random(seed);
        Lock lock(m_lock);
        try
        {
            for (;;)
                (this->*round)(lock, random);
        }
        catch (std::exception const& e)
        {
            report(e);
        }
    }

    void report(std::exception const& e) noexcept
    {
        std::fprintf(stderr, "in a process of the fork storm: %s\n", e.what());
        ++m_truth.errors;
    }

    void use(Lock const& held, std::minstd_rand& random)
    {
        visit inside(m_truth);
        if (Lock::backend_type::reports_abandonment)
            inside.told_at_least(held.abandoned());
        dawdle(random);
        inside.leave();
    }

    void write(Lock& lock, std::minstd_rand& random)
    {
        std::lock_guard< Lock > const entered(lock);
        use(lock, random);
    }

    void read_and_write(Lock& lock, std::minstd_rand& random)
    {
        if constexpr (boost::named_locks::has_shared_mode< typename Lock::backend_type >)
        {
            if (random() % 2 != 0)
                return read(lock, random);
        }
        if (lock.try_lock_for(std::chrono::milliseconds(1)))
        {
            std::lock_guard< Lock > const entered(lock, std::adopt_lock);
            use(lock, random);
        }
    }

    void read(Lock& lock, std::minstd_rand& random)
    {
        std::shared_lock< Lock > const entered(lock);
        std::uint64_t const before = m_truth.inside;
        dawdle(random);
        // A dead one's number may stand there, but it does not change.
        if (m_truth.inside != before)
            ++m_truth.violations;
        ++m_counts.reads;
    }

    void fork_child()
    {
        // Sometimes with a guard of the forking thread itself, from inside the section.
        guard held = m_random() % 4 == 0 ? m_lock.acquire() : guard();
        if (held)
            ++m_counts.forks_while_held;
        auto const childs_seed = static_cast< std::minstd_rand::result_type >(m_random());
        if (!held)
            fork_child(held, childs_seed);
        else
        {
            visit inside(m_truth);
            if (Lock::backend_type::reports_abandonment)
                inside.told_at_least(held.abandoned());
            fork_child(held, childs_seed);
            // Time for the child to do harm.
            dawdle(m_random);
            std::this_thread::yield();
            inside.leave();
        }
    }

    void fork_child(guard& held, std::minstd_rand::result_type seed)
    {
        ++m_counts.forks;
        ::pid_t const pid = ::fork();
        if (pid < 0 && errno != EAGAIN)
            throw std::runtime_error("fork failed");
        if (pid != 0)
            return;
        ::signal(SIGALRM, SIG_DFL);
        ::alarm(static_cast< unsigned >(safety_timeout().count()));
        std::minstd_rand random(seed);
        try
        {
            be_child(held, random);
        }
        catch (std::exception const& e)
        {
            report(e);
        }
        ::_exit(0);
    }

    void be_child(guard& inherited, std::minstd_rand& random)
    {
        // From now on the pipe is the parent's alone, and ends with it.
        ::close(m_parent_lives[1]);
        if (random() % 2 == 0)
            inherited = guard();
        if (random() % 4 == 0)
            outlive_parent();
        Lock other(m_lock);
        Lock& lock = random() % 2 == 0 ? m_lock : other;
        for (auto rounds = 1 + random() % 4; rounds > 0; --rounds)
        {
            lock.lock();
            visit inside(m_truth);
            if (Lock::backend_type::reports_abandonment)
                inside.told_at_least(lock.abandoned());
            // It must not release what the child itself holds.
            inherited = guard();
            dawdle(random);
            inside.leave();
            lock.unlock();
            ++m_counts.entries_of_children;
        }
    }

    /// Stays idle until the parent was killed and the lock has gone on without both.
    void outlive_parent()
    {
        constexpr std::uint64_t enough = 20;
        char end;
        while (::read(m_parent_lives[0], &end, 1) < 0 && errno == EINTR)
        {
        }
        ++m_counts.orphans;
        std::uint64_t const target = m_truth.entries + enough;
        // Asked again and again: who enters is in a storm, and is not to be slowed by telling us.
        while (m_truth.entries < target && !m_counts.over)
            std::this_thread::sleep_for(std::chrono::microseconds(100));
    }

    ground_truth& m_truth;
    fork_counts& m_counts;
    std::minstd_rand& m_random;
    Lock m_lock;
    int m_parent_lives[2];
};

/// Three such processes, one of which is killed every 0 to 20 ms: what a child inherits neither releases nor keeps the
/// lock, the children use the lock themselves, and nobody is ever inside beside another one.
template< class Backend >
void fork_storm(char const* title)
{
    using lock_type = boost::named_locks::basic_named_lock< Backend >;

    shared_memory< ground_truth > truth;
    shared_memory< fork_counts > counts;
    std::string const name = unique_name();
    // Orphans become children of this process.
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    storm_figures const figures = rage(
        *truth, 3,
        [&](std::atomic< zone >&, std::minstd_rand& random) {
            family< lock_type >(*truth, *counts, name, random).live();
        },
        std::chrono::milliseconds(20));
    counts->over = true;
    for (int status; ::waitpid(-1, &status, 0) > 0 || errno == EINTR;)
    {
        if (!WIFEXITED(status))
            ++truth->errors;
    }

    bool const free = in_forked_child([&](child_checks& checks) {
                          lock_type lock(name);
                          NAMED_LOCK_CHILD_CHECK(checks, lock.try_lock());
                      }) == 0;
    std::error_code ignored;
    lock_type::remove(name, ignored);
    std::printf(
        "fork storm, %s: %g s, kills %llu, deaths inside %llu, forks %llu (%llu while held), "
        "entries %llu (%llu of children), reads %llu, orphans %llu, violations %llu, missed abandonments %llu, "
        "stuck locks %d\n",
        title, storm_duration().count(), static_cast< unsigned long long >(figures.kills),
        static_cast< unsigned long long >(truth->deaths_inside), static_cast< unsigned long long >(counts->forks),
        static_cast< unsigned long long >(counts->forks_while_held), static_cast< unsigned long long >(truth->entries),
        static_cast< unsigned long long >(counts->entries_of_children),
        static_cast< unsigned long long >(counts->reads), static_cast< unsigned long long >(counts->orphans),
        static_cast< unsigned long long >(truth->violations), static_cast< unsigned long long >(truth->missed),
        figures.stuck || !free ? 1 : 0);
    BOOST_TEST(counts->forks_while_held > 0u);
    BOOST_TEST(counts->entries_of_children > 0u);
    BOOST_TEST(counts->orphans > 0u);
    BOOST_TEST(truth->errors == 0u);
    BOOST_TEST(truth->violations == 0u);
    BOOST_TEST(truth->missed == 0u);
    BOOST_TEST(!figures.stuck);
    BOOST_TEST(free);
}

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_FORK_STORM_HPP
