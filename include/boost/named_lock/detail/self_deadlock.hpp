// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Finds, in debug builds, a thread that waits for two handles of one lock with std::lock or std::scoped_lock.

#ifndef BOOST_NAMED_LOCK_DETAIL_SELF_DEADLOCK_HPP
#define BOOST_NAMED_LOCK_DETAIL_SELF_DEADLOCK_HPP

#include <boost/named_lock/detail/patience.hpp>
#include <boost/named_lock/outcome.hpp>

#include <boost/assert.hpp>

namespace boost {
namespace named_locks {
namespace detail {

#if defined(BOOST_ASSERT_IS_VOID)

template< class Mode, class Patience >
void watch_for_self_deadlock(void const*, void const*, Mode, Patience, outcome const&) noexcept
{
}

#else

/// What a thread did last: it locked one handle, and then was refused another handle of the same state.
///
/// `std::lock` of two handles of one state goes on for ever like this: lock A, try B, unlock A, lock B, try A, unlock
/// B, lock A, ... No sensible program does that a hundred times in a row, always with changed parts.
struct self_conflict
{
    void const* state = nullptr;
    void const* locked = nullptr;
    void const* refused = nullptr;
    int repetitions = 0;

    static self_conflict& of_this_thread() noexcept
    {
        static thread_local self_conflict last;
        return last;
    }
};

template< class Mode, class Patience >
void watch_for_self_deadlock(void const*, void const*, Mode, Patience, outcome const&) noexcept
{
}

inline void
watch_for_self_deadlock(void const* state, void const* handle, exclusive_mode, forever, outcome const& result) noexcept
{
    self_conflict& last = self_conflict::of_this_thread();
    if (!result.acquired())
        return;
    bool const changed_parts = last.state == state && last.refused == handle;
    last.repetitions = changed_parts ? last.repetitions + 1 : 0;
    last.state = state;
    last.locked = handle;
    last.refused = nullptr;
    BOOST_ASSERT_MSG(
        last.repetitions < 100, "two handles of one named lock are in one std::lock or std::scoped_lock");
}

inline void
watch_for_self_deadlock(void const* state, void const* handle, exclusive_mode, never, outcome const& result) noexcept
{
    self_conflict& last = self_conflict::of_this_thread();
    if (last.state != state || last.locked == handle || result.status() != lock_status::busy)
        last = self_conflict();
    else
        last.refused = handle;
}

#endif

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_SELF_DEADLOCK_HPP
