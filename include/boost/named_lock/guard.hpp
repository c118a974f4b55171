// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The movable guard that `acquire` returns.

#ifndef BOOST_NAMED_LOCK_GUARD_HPP
#define BOOST_NAMED_LOCK_GUARD_HPP

#include <boost/assert.hpp>

#include <mutex>
#include <system_error>
#include <utility>

namespace boost {
namespace named_locks {

/// Owns a handle of a lock that is held through it in exclusive mode, or nothing.
///
/// Unlike `std::unique_lock` it refers to no other object: it may outlive the handle that it was acquired from. It may
/// be moved to another thread and released there, unless the backend is `thread_owned`. Then the release fails, a debug
/// assertion says so, and the lock stays held until its thread ends.
template< class Lock >
class basic_guard
{
public:
    using mutex_type = Lock;

    /// An empty guard.
    basic_guard() noexcept = default;

    /// Takes over a handle that is held in exclusive mode.
    basic_guard(Lock&& held, std::adopt_lock_t) noexcept : m_lock(std::move(held)), m_owns(true) {}

    /// Postconditions: `other` is empty.
    basic_guard(basic_guard&& other) noexcept :
        m_lock(std::move(other.m_lock)), m_owns(std::exchange(other.m_owns, false))
    {
    }

    /// Effects: Releases what this guard owns, and takes what `other` owns.
    /// Postconditions: `other` is empty.
    basic_guard& operator=(basic_guard&& other) noexcept
    {
        basic_guard(std::move(other)).swap(*this);
        return *this;
    }

    /// Effects: Releases the lock, if the guard owns it. In a child of `fork`, a guard that the parent acquired owns
    /// nothing.
    ~basic_guard()
    {
        if (m_owns)
            m_lock.unlock();
    }

    /// Requires: The guard owns the lock.
    /// Effects: Releases it, and drops the handle.
    /// Throws: Nothing. A failing release is an assertion; the lock stays held.
    void unlock() noexcept
    {
        BOOST_ASSERT_MSG(m_owns, "an empty guard has nothing to unlock");
        basic_guard().swap(*this);
    }

    /// Effects: Releases the lock. On a failure the guard goes on owning it.
    /// Throws: Nothing. `ec` is set to the error of the release, or to `std::errc::operation_not_permitted` if the
    /// guard owns nothing.
    void unlock(std::error_code& ec) noexcept
    {
        m_lock.unlock(ec);
        if (!ec)
        {
            m_owns = false;
            m_lock = Lock();
        }
    }

    bool owns_lock() const noexcept { return m_owns; }
    explicit operator bool() const noexcept { return m_owns; }

    /// Returns: Whether the last owner died while it held the lock, so that what the lock protects may be half done.
    /// Constantly false for a backend without `reports_abandonment`, and for an empty guard.
    bool abandoned() const noexcept { return m_lock.abandoned(); }

    /// Returns: The guard's own handle; null if the guard is empty.
    Lock const* mutex() const noexcept { return m_owns ? &m_lock : nullptr; }

    void swap(basic_guard& other) noexcept
    {
        std::swap(m_lock, other.m_lock);
        std::swap(m_owns, other.m_owns);
    }
    friend void swap(basic_guard& left, basic_guard& right) noexcept { left.swap(right); }

private:
    Lock m_lock;
    bool m_owns = false;
};

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_GUARD_HPP
