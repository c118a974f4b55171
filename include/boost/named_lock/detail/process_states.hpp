// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// All lock states of this process, of whatever backend, and the one mutex under which they come and go.

#ifndef BOOST_NAMED_LOCK_DETAIL_PROCESS_STATES_HPP
#define BOOST_NAMED_LOCK_DETAIL_PROCESS_STATES_HPP

#include <boost/config.hpp>

#include <mutex>

namespace boost {
namespace named_locks {
namespace detail {

/// What a forked child needs to know of a lock state.
class BOOST_SYMBOL_VISIBLE forkable_state
{
public:
    forkable_state() = default;
    forkable_state(forkable_state const&) = delete;
    forkable_state& operator=(forkable_state const&) = delete;

    /// Called in a child of `fork`, whose only thread is the caller: forgets all that belongs to the parent.
    virtual void forget() noexcept = 0;

protected:
    ~forkable_state() = default;

private:
    friend class process_states;

    forkable_state* m_previous = nullptr;
    forkable_state* m_next = nullptr;
};

/// The list of all lock states, and the process-wide mutex.
///
/// The mutex covers the registries, this list, and every opening and every last closing. No wait for a lock and no
/// member of a thread gate runs under it, so that `fork` never waits for the holder of a lock.
class BOOST_SYMBOL_VISIBLE process_states
{
public:
    /// Never destroyed: destructors of static objects may still use locks.
    static process_states& instance() noexcept
    {
        static process_states& states = *new process_states;
        return states;
    }

    std::mutex& mutex() noexcept { return m_mutex; }

    // All below are called under the mutex.

    void add(forkable_state& state) noexcept
    {
        state.m_next = m_first;
        if (m_first != nullptr)
            m_first->m_previous = &state;
        m_first = &state;
    }

    void remove(forkable_state& state) noexcept
    {
        (state.m_previous != nullptr ? state.m_previous->m_next : m_first) = state.m_next;
        if (state.m_next != nullptr)
            state.m_next->m_previous = state.m_previous;
    }

    void forget_all() noexcept
    {
        for (forkable_state* state = m_first; state != nullptr; state = state->m_next)
            state->forget();
    }

private:
    process_states() = default;

    std::mutex m_mutex;
    forkable_state* m_first = nullptr;
};

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_PROCESS_STATES_HPP
