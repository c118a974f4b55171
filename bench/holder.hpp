// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Somebody else who holds a lock: another process, or another thread of this one.

#ifndef BOOST_NAMED_LOCK_BENCH_HOLDER_HPP
#define BOOST_NAMED_LOCK_BENCH_HOLDER_HPP

#include "contestant.hpp"
#include "rivals/system.hpp"

#include <cerrno>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include <sys/wait.h>
#include <unistd.h>

namespace named_lock_bench {

/// A pipe, to be told that something happened.
class bell
{
public:
    bell()
    {
        int ends[2];
        checked(::pipe2(ends, O_CLOEXEC), "pipe2");
        m_read = ends[0];
        m_write = ends[1];
    }
    ~bell()
    {
        ::close(m_read);
        leave();
    }
    bell(bell const&) = delete;
    bell& operator=(bell const&) = delete;

    void ring() { checked(static_cast< int >(::write(m_write, "!", 1)), "write"); }

    /// From now on only others can ring.
    void leave()
    {
        if (m_write != -1)
            ::close(std::exchange(m_write, -1));
    }

    /// Returns: Whether it rang. Otherwise nobody is left who could ring.
    bool wait() const
    {
        char byte;
        return ::read(m_read, &byte, 1) == 1;
    }

private:
    int m_read;
    int m_write;
};

/// A process that holds a lock as long as this object lives. (It has no threads, and this one has none yet.)
class holding_process
{
public:
    holding_process(contestant const& candidate, std::string const& name) : m_child(checked(::fork(), "fork"))
    {
        if (m_child == 0)
            be_holder(candidate, name);
        m_held.leave();
        if (!m_held.wait())
        {
            end();
            throw std::runtime_error("another process could not take the lock");
        }
    }
    ~holding_process() { end(); }
    holding_process(holding_process const&) = delete;
    holding_process& operator=(holding_process const&) = delete;

private:
    [[noreturn]] void be_holder(contestant const& candidate, std::string const& name) noexcept
    {
        m_released.leave();
        {
            auto const lock = candidate.open(name);
            lock->lock();
            m_held.ring();
            m_released.wait();
            lock->unlock();
        }
        ::_exit(0);
    }

    void end()
    {
        // The end of the pipe is what it waits for.
        m_released.leave();
        ::waitpid(m_child, nullptr, 0);
    }

    bell m_held;
    bell m_released;
    ::pid_t m_child;
};

/// A thread that holds a lock as long as this object lives.
class holding_thread
{
public:
    holding_thread(contestant const& candidate, std::string const& name) :
        m_thread([this, &candidate, &name] { be_holder(candidate, name); })
    {
        try
        {
            m_held.get_future().get();
        }
        catch (...)
        {
            m_thread.join();
            throw;
        }
    }
    ~holding_thread()
    {
        m_released.set_value();
        m_thread.join();
    }
    holding_thread(holding_thread const&) = delete;
    holding_thread& operator=(holding_thread const&) = delete;

private:
    void be_holder(contestant const& candidate, std::string const& name) noexcept
    {
        try
        {
            auto const lock = candidate.open(name);
            lock->lock();
            m_held.set_value();
            m_released.get_future().wait();
            lock->unlock();
        }
        catch (...)
        {
            m_held.set_exception(std::current_exception());
        }
    }

    std::promise< void > m_held;
    std::promise< void > m_released;
    std::thread m_thread;
};

} // namespace named_lock_bench

#endif // BOOST_NAMED_LOCK_BENCH_HOLDER_HPP
