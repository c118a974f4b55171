// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The state of a thread gate, packed in one word.

#ifndef BOOST_NAMED_LOCK_DETAIL_GATE_WORD_HPP
#define BOOST_NAMED_LOCK_DETAIL_GATE_WORD_HPP

#include <cstdint>

namespace boost {
namespace named_locks {
namespace detail {

/// A value of the gate's word: four flags and three counts.
///
///     bit   0 held          one thread is inside: it holds the lock in exclusive mode, or it is on its way to or from
///                           the operating system's lock in either mode
///     bit   1 kept          nobody is inside, and the operating system's lock is held for a waiting writer
///     bit   2 waking        a waiting writer was notified and has not run yet, so another notification is not needed
///     bit   3 readers_turn  writers stay outside until the readers that wait have come in
///     bits  4-23            readers inside
///     bits 24-43            writers waiting
///     bits 44-63            readers waiting
///
/// Invariants: `held`, `kept` and a reader inside exclude each other. `kept` implies that a writer waits, and
/// `readers_turn` that a reader does.
class gate_word
{
public:
    using value_type = std::uint64_t;

    constexpr explicit gate_word(value_type value) noexcept : m_value(value) {}

    constexpr value_type value() const noexcept { return m_value; }

    constexpr bool kept() const noexcept { return (m_value & kept_bit) != 0; }
    constexpr bool waking() const noexcept { return (m_value & waking_bit) != 0; }
    constexpr bool readers_turn() const noexcept { return (m_value & readers_turn_bit) != 0; }
    constexpr value_type readers() const noexcept { return (m_value / one_reader) & count_mask; }
    constexpr bool writers_wait() const noexcept { return (m_value & (count_mask * one_waiting_writer)) != 0; }
    constexpr bool readers_wait() const noexcept { return (m_value & (count_mask * one_waiting_reader)) != 0; }

    constexpr bool admits_writer() const noexcept
    {
        return (m_value & (held_bit | readers_turn_bit | (count_mask * one_reader))) == 0;
    }

    /// Whether a reader can come in without the operating system, because readers are inside.
    constexpr bool admits_next_reader() const noexcept
    {
        return readers() != 0 && (m_value & held_bit) == 0 && (!writers_wait() || readers_turn());
    }

    /// Whether a reader can come in and take the operating system's lock for the others.
    constexpr bool admits_first_reader() const noexcept
    {
        return (m_value & (held_bit | kept_bit | (count_mask * one_reader))) == 0 &&
            (!writers_wait() || readers_turn());
    }

    // Transitions.

    constexpr gate_word with_writer_inside() const noexcept { return gate_word((m_value | held_bit) & ~kept_bit); }
    constexpr gate_word with_first_reader_inside() const noexcept { return gate_word(m_value | held_bit); }
    constexpr gate_word with_reader_inside() const noexcept { return gate_word(m_value + one_reader); }
    constexpr gate_word with_reader_outside() const noexcept { return gate_word(m_value - one_reader); }
    constexpr gate_word with_last_reader_leaving() const noexcept
    {
        return gate_word((m_value - one_reader) | held_bit);
    }
    constexpr gate_word with_nobody_inside() const noexcept { return gate_word(m_value & ~held_bit); }
    constexpr gate_word with_lock_kept() const noexcept { return gate_word((m_value & ~held_bit) | kept_bit); }
    constexpr gate_word with_waking() const noexcept { return gate_word(m_value | waking_bit); }
    constexpr gate_word without_waking() const noexcept { return gate_word(m_value & ~waking_bit); }
    constexpr gate_word with_readers_turn() const noexcept { return gate_word(m_value | readers_turn_bit); }

    constexpr gate_word with_waiting_writer() const noexcept { return gate_word(m_value + one_waiting_writer); }
    constexpr gate_word without_waiting_writer() const noexcept { return gate_word(m_value - one_waiting_writer); }
    constexpr gate_word with_waiting_reader() const noexcept { return gate_word(m_value + one_waiting_reader); }
    constexpr gate_word without_waiting_reader() const noexcept
    {
        gate_word const next(m_value - one_waiting_reader);
        return next.readers_wait() ? next : gate_word(next.m_value & ~readers_turn_bit);
    }

private:
    static constexpr value_type held_bit = 1;
    static constexpr value_type kept_bit = 2;
    static constexpr value_type waking_bit = 4;
    static constexpr value_type readers_turn_bit = 8;
    static constexpr value_type one_reader = value_type(1) << 4;
    static constexpr value_type one_waiting_writer = value_type(1) << 24;
    static constexpr value_type one_waiting_reader = value_type(1) << 44;
    static constexpr value_type count_mask = (value_type(1) << 20) - 1;

    value_type m_value;
};

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_GATE_WORD_HPP
