// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Where the threads sleep that a thread gate does not admit.

#ifndef BOOST_NAMED_LOCK_DETAIL_SLEEP_ROOM_HPP
#define BOOST_NAMED_LOCK_DETAIL_SLEEP_ROOM_HPP

#include <boost/named_lock/detail/patience.hpp>

#include <boost/config.hpp>

#include <condition_variable>
#include <mutex>
#include <new>

namespace boost {
namespace named_locks {
namespace detail {

/// A mutex, and a bell for the writers and one for the readers. What the sleepers wait for is the gate's word, which is
/// not protected by the mutex; the mutex orders a sleeper's last look at the word with the ringing of the bell.
class sleep_room
{
public:
    using presence = std::unique_lock< std::mutex >;

    presence enter() { return presence(m_door); }

    // Returns: false if the sleeper ran out of time.

    bool sleep_as_writer(presence& asleep, forever) noexcept { return sleep(m_writers, asleep); }
    bool sleep_as_writer(presence& asleep, until patience) noexcept { return sleep(m_writers, asleep, patience); }
    bool sleep_as_reader(presence& asleep, forever) noexcept { return sleep(m_readers, asleep); }
    bool sleep_as_reader(presence& asleep, until patience) noexcept { return sleep(m_readers, asleep, patience); }

    // From inside the room.

    void wake_writer(presence const&) noexcept { m_writers.notify_one(); }
    void wake_readers(presence const&) noexcept { m_readers.notify_all(); }

    // From outside. To go through the door once is enough: who was inside before sleeps by now, and who comes in later
    // sees what the caller did to the word.

    BOOST_NOINLINE void wake_writer() noexcept
    {
        enter().unlock();
        m_writers.notify_one();
    }

    BOOST_NOINLINE void wake_readers() noexcept
    {
        enter().unlock();
        m_readers.notify_all();
    }

    /// Called in a forked child, where none of the sleepers exists. Nothing is destroyed before it is made anew: the
    /// mutex may be locked, and the condition variables waited on, by threads that are not here, and destroying them
    /// would wait for those.
    void forget() noexcept { ::new (static_cast< void* >(this)) sleep_room; }

private:
    static bool sleep(std::condition_variable& bell, presence& asleep) noexcept
    {
        bell.wait(asleep);
        return true;
    }

    static bool sleep(std::condition_variable& bell, presence& asleep, until patience) noexcept
    {
        return bell.wait_until(asleep, patience.deadline) == std::cv_status::no_timeout;
    }

    std::mutex m_door;
    std::condition_variable m_writers;
    std::condition_variable m_readers;
};

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_SLEEP_ROOM_HPP
