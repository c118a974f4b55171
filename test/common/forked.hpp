// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A forked copy of the test program (POSIX), for what can't be undone in the own process, and for tests of fork itself.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_FORKED_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_FORKED_HPP

#include "party.hpp"

#include <cerrno>
#include <cstdio>
#include <stdexcept>

#include <signal.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

namespace named_lock_test {

/// Counts and prints what fails in a forked child, where Boost.Test's checks belong to the parent.
class child_checks
{
public:
    void operator()(bool passed, char const* what) noexcept
    {
        if (passed)
            return;
        ++m_failures;
        std::fprintf(stderr, "in the forked child: failed: %s\n", what);
    }

    int failures() const noexcept { return m_failures; }

private:
    int m_failures = 0;
};

#define NAMED_LOCK_CHILD_CHECK(checks, condition) checks(static_cast< bool >(condition), #condition)

/// A forked child that executes a function of `child_checks&`.
class forked_child
{
public:
    template< class F >
    explicit forked_child(F f)
    {
        std::fflush(nullptr);
        m_pid = ::fork();
        if (m_pid < 0)
            throw std::runtime_error("fork failed");
        if (m_pid == 0)
        {
            // A child that hangs fails the test instead.
            ::signal(SIGALRM, SIG_DFL);
            ::alarm(static_cast< unsigned >(safety_timeout().count()));
            child_checks checks;
            try
            {
                f(checks);
            }
            catch (std::exception const& e)
            {
                checks(false, e.what());
            }
            // No destructors and no exit handlers: they are the parent's.
            ::_exit(checks.failures());
        }
    }

    ~forked_child()
    {
        if (m_pid > 0)
            kill();
    }

    forked_child(forked_child const&) = delete;
    forked_child& operator=(forked_child const&) = delete;

    ::pid_t id() const noexcept { return m_pid; }

    /// Returns: How many checks failed in the child; -1 if it did not end by itself.
    int wait() noexcept
    {
        int status = 0;
        while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR)
        {
        }
        m_pid = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    void kill() noexcept
    {
        ::kill(m_pid, SIGKILL);
        wait();
    }

private:
    ::pid_t m_pid;
};

/// Executes `f` in a forked child. Returns: How many checks failed there; -1 if it did not end by itself.
template< class F >
int in_forked_child(F f)
{
    return forked_child(f).wait();
}

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_FORKED_HPP
