// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What one handle knows of its own hold on the lock.

#ifndef BOOST_NAMED_LOCK_DETAIL_HOLD_RECORD_HPP
#define BOOST_NAMED_LOCK_DETAIL_HOLD_RECORD_HPP

#include <boost/named_lock/detail/fork.hpp>
#include <boost/named_lock/detail/patience.hpp>

#include <atomic>
#include <cstdint>

namespace boost {
namespace named_locks {
namespace detail {

/// Records in one word whether the lock is held through a handle, in which mode, whether that acquisition found a dead
/// owner, and the fork generation in which it was made.
///
/// A hold of another generation is the parent's: it was inherited by `fork` and counts as not held, so that a
/// `unique_lock` that is destroyed in the child cannot free a lock that the child took itself.
///
/// All accesses are relaxed: the lock itself orders exclusive holds, and the threads that share a handle in shared mode
/// write nothing that another one reads but the count.
class hold_record
{
public:
    enum class ownership { held, inherited, none };

    void acquired(exclusive_mode, bool abandoned) noexcept
    {
        m_word.store(generation() | exclusive_bit | (abandoned ? abandoned_bit : 0), std::memory_order_relaxed);
    }

    void acquired(shared_mode, bool abandoned) noexcept
    {
        word current = m_word.load(std::memory_order_relaxed);
        word next;
        do
            next = (is_current(current) ? current : generation()) + one_shared;
        while (!m_word.compare_exchange_weak(
            current, abandoned ? next | abandoned_bit : next, std::memory_order_relaxed));
    }

    ownership owns(exclusive_mode) const noexcept { return owns(exclusive_bit); }
    ownership owns(shared_mode) const noexcept { return owns(shared_mask); }

    /// Forgets a hold. Called before the release, because from then on the record may belong to the next acquisition.
    /// Returns: Whether the hold had found a dead owner.
    bool releasing(exclusive_mode) noexcept
    {
        bool const abandoned = (m_word.load(std::memory_order_relaxed) & abandoned_bit) != 0;
        m_word.store(0, std::memory_order_relaxed);
        return abandoned;
    }

    bool releasing(shared_mode) noexcept
    {
        word current = m_word.load(std::memory_order_relaxed);
        word next;
        do
        {
            next = current - one_shared;
            if ((next & shared_mask) == 0)
                next = 0;
        } while (!m_word.compare_exchange_weak(current, next, std::memory_order_relaxed));
        return (current & abandoned_bit) != 0;
    }

    bool held() const noexcept { return owns(exclusive_bit | shared_mask) == ownership::held; }

    bool abandoned() const noexcept
    {
        return held() && (m_word.load(std::memory_order_relaxed) & abandoned_bit) != 0;
    }

    /// Takes the hold of a handle that is moved from.
    void take(hold_record& other) noexcept
    {
        m_word.store(other.m_word.exchange(0, std::memory_order_relaxed), std::memory_order_relaxed);
    }

private:
    using word = std::uint64_t;

    static constexpr word abandoned_bit = 1;
    static constexpr word exclusive_bit = 2;
    static constexpr word one_shared = 4;
    static constexpr int generation_shift = 32;
    static constexpr word shared_mask = (word(1) << generation_shift) - one_shared;

    static word generation() noexcept { return word(current_fork_generation()) << generation_shift; }
    static bool is_current(word value) noexcept { return value >> generation_shift == current_fork_generation(); }

    ownership owns(word mask) const noexcept
    {
        word const current = m_word.load(std::memory_order_relaxed);
        if ((current & mask) == 0)
            return ownership::none;
        return is_current(current) ? ownership::held : ownership::inherited;
    }

    std::atomic< word > m_word{ 0 };
};

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_HOLD_RECORD_HPP
