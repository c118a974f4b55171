// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A mark that one process sets and another one waits for (POSIX): the handshake between a test and its forked child.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_PROCESS_MARK_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_PROCESS_MARK_HPP

#include <cerrno>
#include <stdexcept>

#include <unistd.h>

namespace named_lock_test {

/// Made before the fork, so that both processes have it.
class process_mark
{
public:
    process_mark()
    {
        if (::pipe(m_ends) != 0)
            throw std::runtime_error("pipe failed");
    }
    ~process_mark()
    {
        for (int end : m_ends)
            ::close(end);
    }
    process_mark(process_mark const&) = delete;
    process_mark& operator=(process_mark const&) = delete;

    void set() noexcept
    {
        while (::write(m_ends[1], "", 1) < 0 && errno == EINTR) {}
    }

    /// Waits until the mark is set. Each setting ends one wait.
    void wait() noexcept
    {
        char mark;
        while (::read(m_ends[0], &mark, 1) < 0 && errno == EINTR) {}
    }

private:
    int m_ends[2];
};

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_PROCESS_MARK_HPP
