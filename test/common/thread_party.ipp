// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The definitions of thread_party.hpp. Part of test_main.cpp.

#include "commands.hpp"
#include "system.hpp"
#include "thread_party.hpp"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

namespace named_lock_test {

// A mailbox for one command and one answer.
struct thread_party::state
{
    std::mutex mutex;
    std::condition_variable changed;
    std::optional< std::string > command;
    std::optional< answer > result;
    std::string last_command;
    long long thread_id = 0;
    bool accepted = false;
    bool busy = false;
    bool quit = false;

    template< class Condition >
    void wait(std::unique_lock< std::mutex >& guard, Condition condition)
    {
        if (!changed.wait_for(guard, safety_timeout(), condition))
            throw hung("a thread hangs in \"" + last_command + '"');
    }

    void work(any_lock& lock, scoreboard& board)
    {
        std::unique_lock< std::mutex > guard(mutex);
        thread_id = this_thread_id();
        for (;;)
        {
            changed.wait(guard, [&] { return quit || command; });
            if (quit)
                return;
            std::string const line = *std::exchange(command, std::nullopt);
            accepted = true;
            changed.notify_all();
            guard.unlock();
            answer said = perform(lock, board, line);
            guard.lock();
            result = std::move(said);
            busy = false;
            changed.notify_all();
        }
    }
};

thread_party::thread_party(lock_type const& type, std::shared_ptr< scoreboard > board) :
    m_state(std::make_shared< state >()), m_thread([mine = m_state, make = type.make, board = std::move(board)] {
        std::unique_ptr< any_lock > const lock = make();
        mine->work(*lock, *board);
    })
{
}

thread_party::~thread_party()
{
    {
        std::lock_guard< std::mutex > guard(m_state->mutex);
        m_state->quit = true;
        if (m_state->busy)
            m_thread.detach();
    }
    m_state->changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void thread_party::start(std::string const& command)
{
    std::unique_lock< std::mutex > guard(m_state->mutex);
    m_state->last_command = command;
    m_state->command = command;
    m_state->accepted = false;
    m_state->busy = true;
    m_state->result.reset();
    m_state->changed.notify_all();
    m_state->wait(guard, [&] { return m_state->accepted; });
}

answer thread_party::finish()
{
    std::unique_lock< std::mutex > guard(m_state->mutex);
    m_state->wait(guard, [&] { return m_state->result.has_value(); });
    return *std::exchange(m_state->result, std::nullopt);
}

party_id thread_party::id() const
{
    std::lock_guard< std::mutex > guard(m_state->mutex);
    return { this_process_id(), m_state->thread_id };
}

} // namespace named_lock_test
