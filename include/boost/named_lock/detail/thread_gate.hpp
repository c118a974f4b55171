// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The thread layer of a backend that excludes processes only: one operating system lock serves many threads.

#ifndef BOOST_NAMED_LOCK_DETAIL_THREAD_GATE_HPP
#define BOOST_NAMED_LOCK_DETAIL_THREAD_GATE_HPP

#include <boost/named_lock/detail/cancellation.hpp>
#include <boost/named_lock/detail/gate_word.hpp>
#include <boost/named_lock/detail/patience.hpp>
#include <boost/named_lock/detail/sleep_room.hpp>

#include <boost/config.hpp>

#include <atomic>
#include <chrono>
#include <thread>

namespace boost {
namespace named_locks {
namespace detail {

/// How many times in a row the operating system's lock passes from thread to thread before it is released for real.
inline constexpr int handover_limit = 64;

/// When the handover limit is reached, the gate stays closed for `handover_pause` after the operating system's lock was
/// released, but at most once in `handover_pause_interval`. Otherwise the releasing process, which is already running,
/// is back first almost every time, and other processes starve. The length is what the process that waits needs to wake
/// up.
inline constexpr std::chrono::microseconds handover_pause{ 50 };
inline constexpr std::chrono::milliseconds handover_pause_interval{ 2 };

/// Lets one thread, or several readers, of this process through to the operating system's lock.
///
/// A thread that comes in takes the operating system's lock and gives it back when it leaves, with one exception, the
/// *handover*: when a writer leaves and another writer of this process waits, the operating system's lock is kept, and
/// whoever comes in next owns it already.
///
/// Fairness: a writer may overtake writers that sleep (waking one for each release would cost a context switch each).
/// Readers that wait come in after the writer that releases the operating system's lock; a writer that waits, when the
/// readers inside have left. There is no promise of order.
///
/// `Os` is what the gate stands before: `acquire(mode, patience)` and `release(mode)`.
class thread_gate
{
public:
    template< class Os, class Patience >
    outcome acquire(exclusive_mode mode, Os& os, Patience patience) noexcept
    {
        switch (enter_writer(patience))
        {
        case entry::refused:
            return lock_status::busy;
        case entry::with_lock:
            return outcome();
        case entry::without_lock:
            break;
        }
        outcome const result = os.acquire(mode, patience);
        if (BOOST_UNLIKELY(!result.acquired()))
            open(first::readers);
        return result;
    }

    template< class Os >
    outcome release(exclusive_mode mode, Os& os) noexcept
    {
        if (BOOST_UNLIKELY(load().writers_wait()) && m_handovers < handover_limit && hand_over())
            return outcome();
        return release_for_good(mode, os);
    }

    /// As `release`, but never a handover.
    template< class Os >
    outcome release_for_good(exclusive_mode mode, Os& os) noexcept
    {
        outcome const result = os.release(mode);
        // Who still holds the lock must keep the others out.
        if (BOOST_UNLIKELY(result.failed()))
            return result;
        if (BOOST_UNLIKELY(m_handovers >= handover_limit))
            pause_for_other_processes();
        m_handovers = 0;
        open(first::readers);
        return result;
    }

    template< class Os, class Patience >
    outcome acquire(shared_mode mode, Os& os, Patience patience) noexcept
    {
        switch (enter_reader(patience))
        {
        case entry::refused:
            return lock_status::busy;
        case entry::with_lock:
            return outcome();
        case entry::without_lock:
            break;
        }
        outcome const result = os.acquire(mode, patience);
        if (BOOST_LIKELY(result.acquired()))
            admit_readers();
        else
            open(first::readers);
        return result;
    }

    template< class Os >
    outcome release(shared_mode mode, Os& os) noexcept
    {
        if (!leave_as_last_reader())
            return outcome();
        outcome const result = os.release(mode);
        if (BOOST_UNLIKELY(result.failed()))
            admit_readers();
        else
            open(first::writers);
        return result;
    }

    static constexpr bool may_release() noexcept { return true; }

    /// Called in a forked child, where none of the threads that were here exists.
    void forget() noexcept
    {
        m_word.store(0, std::memory_order_relaxed);
        m_handovers = 0;
        m_sleep.forget();
    }

private:
    enum class entry { refused, without_lock, with_lock };
    enum class first { readers, writers };

    gate_word load() const noexcept { return gate_word(m_word.load(std::memory_order_relaxed)); }

    /// Makes `next` of `current` and sets `current` to it, or sets `current` to what stands there instead.
    bool replace(gate_word& current, gate_word next, std::memory_order order) noexcept
    {
        gate_word::value_type value = current.value();
        bool const replaced =
            m_word.compare_exchange_weak(value, next.value(), order, std::memory_order_relaxed);
        current = BOOST_LIKELY(replaced) ? next : gate_word(value);
        return replaced;
    }

    // Coming in.

    template< class Patience >
    entry enter_writer(Patience patience) noexcept
    {
        gate_word current = load();
        while (BOOST_LIKELY(current.admits_writer()))
        {
            bool const kept = current.kept();
            if (BOOST_LIKELY(replace(current, current.with_writer_inside(), std::memory_order_acquire)))
                return kept ? entry::with_lock : entry::without_lock;
        }
        return wait_as_writer(patience);
    }

    template< class Patience >
    entry enter_reader(Patience patience) noexcept
    {
        gate_word current = load();
        for (;;)
        {
            if (current.admits_next_reader())
            {
                if (replace(current, current.with_reader_inside(), std::memory_order_acquire))
                    return entry::with_lock;
            }
            else if (current.admits_first_reader())
            {
                if (replace(current, current.with_first_reader_inside(), std::memory_order_acquire))
                    return entry::without_lock;
            }
            else
                return wait_as_reader(patience);
        }
    }

    static entry wait_as_writer(never) noexcept { return entry::refused; }
    static entry wait_as_reader(never) noexcept { return entry::refused; }

    template< class Patience >
    BOOST_NOINLINE entry wait_as_writer(Patience patience) noexcept
    {
        no_cancellation const uncancelled;
        sleep_room::presence asleep = m_sleep.enter();
        gate_word current = load();
        while (!replace(current, current.with_waiting_writer(), std::memory_order_relaxed)) {}
        for (bool in_time = true;;)
        {
            // Who has run out of time still comes in if it can: the lock may have been kept for it.
            if (current.admits_writer())
            {
                bool const kept = current.kept();
                gate_word const next = current.with_writer_inside().without_waiting_writer().without_waking();
                if (replace(current, next, std::memory_order_acquire))
                    return kept ? entry::with_lock : entry::without_lock;
            }
            else if (!in_time)
            {
                gate_word const next = current.without_waiting_writer().without_waking();
                if (replace(current, next, std::memory_order_relaxed))
                {
                    // Readers that only this writer kept out may come in now.
                    if (next.readers_wait() && !next.writers_wait())
                        m_sleep.wake_readers(asleep);
                    return entry::refused;
                }
            }
            else
            {
                in_time = m_sleep.sleep_as_writer(asleep, patience);
                current = load();
                while (current.waking() && !replace(current, current.without_waking(), std::memory_order_relaxed)) {}
            }
        }
    }

    template< class Patience >
    BOOST_NOINLINE entry wait_as_reader(Patience patience) noexcept
    {
        no_cancellation const uncancelled;
        sleep_room::presence asleep = m_sleep.enter();
        gate_word current = load();
        while (!replace(current, current.with_waiting_reader(), std::memory_order_relaxed)) {}
        for (bool in_time = true;;)
        {
            if (current.admits_next_reader())
            {
                gate_word const next = current.with_reader_inside().without_waiting_reader();
                if (replace(current, next, std::memory_order_acquire))
                    return entry::with_lock;
            }
            else if (current.admits_first_reader())
            {
                gate_word const next = current.with_first_reader_inside().without_waiting_reader();
                if (replace(current, next, std::memory_order_acquire))
                    return entry::without_lock;
            }
            else if (!in_time)
            {
                // The last reader of a turn that gives up passes the turn on.
                gate_word next = current.without_waiting_reader();
                bool const wake = next.admits_writer() && next.writers_wait() && !next.waking();
                if (wake)
                    next = next.with_waking();
                if (replace(current, next, std::memory_order_relaxed))
                {
                    if (wake)
                        m_sleep.wake_writer(asleep);
                    return entry::refused;
                }
            }
            else
            {
                in_time = m_sleep.sleep_as_reader(asleep, patience);
                current = load();
            }
        }
    }

    // Going out.

    /// Keeps the operating system's lock for a writer that waits. Returns: false if there is none.
    bool hand_over() noexcept
    {
        ++m_handovers;
        gate_word current = load();
        while (current.writers_wait())
        {
            bool const wake = !current.waking();
            if (replace(current, current.with_lock_kept().with_waking(), std::memory_order_release))
            {
                if (wake)
                    m_sleep.wake_writer();
                return true;
            }
        }
        return false;
    }

    /// Lets the next ones in after the operating system's lock was released, or was not acquired.
    void open(first preferred) noexcept
    {
        gate_word current = load();
        for (;;)
        {
            gate_word next = current.with_nobody_inside();
            // A turn that was given stays the readers': some of them may have woken for it and found the last reader
            // inside.
            bool const readers = next.readers_turn() ||
                (next.readers_wait() && (preferred == first::readers || !next.writers_wait()));
            bool const writer = !readers && next.writers_wait() && !next.waking();
            if (readers)
                next = next.with_readers_turn();
            else if (writer)
                next = next.with_waking();
            if (BOOST_LIKELY(replace(current, next, std::memory_order_release)))
            {
                if (readers)
                    m_sleep.wake_readers();
                else if (writer)
                    m_sleep.wake_writer();
                return;
            }
        }
    }

    /// After a first reader took the operating system's lock: it and those that waited with it are inside.
    void admit_readers() noexcept
    {
        gate_word current = load();
        for (;;)
        {
            gate_word next = current.with_nobody_inside().with_reader_inside();
            bool const others = next.readers_wait();
            if (others)
                next = next.with_readers_turn();
            if (replace(current, next, std::memory_order_release))
            {
                if (others)
                    m_sleep.wake_readers();
                return;
            }
        }
    }

    /// Returns: Whether the caller was the last reader, and has to release the operating system's lock.
    bool leave_as_last_reader() noexcept
    {
        gate_word current = load();
        for (;;)
        {
            bool const last = current.readers() == 1;
            gate_word const next = last ? current.with_last_reader_leaving() : current.with_reader_outside();
            // Acquire: the last reader releases the lock for all of them.
            if (replace(current, next, std::memory_order_acq_rel))
                return last;
        }
    }

    BOOST_NOINLINE void pause_for_other_processes() noexcept
    {
        auto const now = std::chrono::steady_clock::now();
        if (now - m_last_pause < handover_pause_interval)
            return;
        no_cancellation const uncancelled;
        std::this_thread::sleep_for(handover_pause);
        m_last_pause = std::chrono::steady_clock::now();
    }

    std::atomic< gate_word::value_type > m_word{ 0 };
    // Written only by who is inside.
    int m_handovers = 0;
    std::chrono::steady_clock::time_point m_last_pause{};
    sleep_room m_sleep;
};

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_THREAD_GATE_HPP
