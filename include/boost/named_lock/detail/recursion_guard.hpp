// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The thread layer of a backend that is owned by a thread.

#ifndef BOOST_NAMED_LOCK_DETAIL_RECURSION_GUARD_HPP
#define BOOST_NAMED_LOCK_DETAIL_RECURSION_GUARD_HPP

#include <boost/named_lock/detail/patience.hpp>
#include <boost/named_lock/detail/thread_token.hpp>

#include <atomic>
#include <cstdint>
#include <system_error>

namespace boost {
namespace named_locks {
namespace detail {

/// Makes a thread-owned lock non-recursive, and tells a release by the wrong thread.
///
/// It keeps nobody out: the operating system does that, so a thread that ends while it holds the lock does not block
/// the other threads of its process.
class recursion_guard
{
public:
    template< class Os, class Patience >
    outcome acquire(exclusive_mode mode, Os& os, Patience patience) noexcept
    {
        std::uint64_t const self = this_thread_token();
        if (m_owner.load(std::memory_order_relaxed) == self)
            return own_conflict(patience);
        outcome const result = os.acquire(mode, patience);
        if (result.acquired())
            m_owner.store(self, std::memory_order_relaxed);
        return result;
    }

    template< class Os >
    outcome release(exclusive_mode mode, Os& os) noexcept
    {
        // Forgotten before the release: afterwards the next owner writes here.
        m_owner.store(0, std::memory_order_relaxed);
        outcome const result = os.release(mode);
        if (result.failed())
            m_owner.store(this_thread_token(), std::memory_order_relaxed);
        return result;
    }

    bool may_release() const noexcept { return m_owner.load(std::memory_order_relaxed) == this_thread_token(); }

    template< class Os >
    outcome release_for_good(exclusive_mode mode, Os& os) noexcept { return release(mode, os); }

    void forget() noexcept { m_owner.store(0, std::memory_order_relaxed); }

private:
    static outcome own_conflict(never) noexcept { return lock_status::busy; }

    /// Nobody but the calling thread could end the wait.
    template< class Patience >
    static outcome own_conflict(Patience) noexcept
    {
        return outcome::generic_failure(std::errc::resource_deadlock_would_occur, "lock");
    }

    // Relaxed is enough: a thread compares it with its own token only, which no other thread writes.
    std::atomic< std::uint64_t > m_owner{ 0 };
};

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_RECURSION_GUARD_HPP
