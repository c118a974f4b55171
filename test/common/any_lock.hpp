// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A handle of a lock whose type is not known any more: the scenarios are compiled once, not once for each lock type.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_ANY_LOCK_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_ANY_LOCK_HPP

#include <string>
#include <system_error>

namespace named_lock_test {

/// How long a timed call may wait, and in which of the many ways to say so.
enum class patience
{
    zero,
    negative,
    one_millisecond,
    hundred_milliseconds,
    /// `duration::max()` of the steady clock's duration: now + max overflows.
    longest_duration,
    /// `std::chrono::hours::max()`, which overflows already when it is converted to nanoseconds.
    longest_hours,
    /// `duration<double>` with the values that no integer has.
    infinite,
    minus_infinite,
    not_a_number,
    past_steady,
    past_system,
    soon_steady,
    soon_system,
    /// Long enough for whatever a test does meanwhile, and no limit for the system.
    long_duration,
    long_steady,
    long_system,
    last_steady,
    last_system,
    first_steady,
    first_system,
    end_of_list
};

/// One handle, and one guard that may be acquired through it.
///
/// Errors come back as error codes; what a lock cannot do answers `std::errc::function_not_supported`, which no lock
/// under test uses.
class any_lock
{
public:
    virtual ~any_lock() = default;

    virtual void open(std::string const& name, std::error_code& ec) = 0;
    /// Destroys the handle, which may hold the lock.
    virtual void close() = 0;

    virtual void lock(std::error_code& ec) = 0;
    virtual bool try_lock(std::error_code& ec) = 0;
    virtual bool try_lock(patience how_long, std::error_code& ec) = 0;
    virtual void unlock(std::error_code& ec) = 0;

    virtual void lock_shared(std::error_code& ec) = 0;
    virtual bool try_lock_shared(std::error_code& ec) = 0;
    virtual bool try_lock_shared(patience how_long, std::error_code& ec) = 0;
    virtual void unlock_shared(std::error_code& ec) = 0;

    virtual bool acquire(std::error_code& ec) = 0;
    virtual bool try_acquire(std::error_code& ec) = 0;
    virtual bool try_acquire(patience how_long, std::error_code& ec) = 0;
    virtual void release(std::error_code& ec) = 0;
    virtual bool guard_abandoned() = 0;

    virtual bool abandoned() = 0;
    /// Locks, throws, and lets `std::scoped_lock` unlock.
    virtual void unwind() = 0;
    virtual bool remove(std::error_code& ec) = 0;
    virtual bool remove(std::string const& name, std::error_code& ec) = 0;

    virtual std::string name() = 0;
    /// In UTF-8.
    virtual std::string native_name() = 0;
};

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_ANY_LOCK_HPP
