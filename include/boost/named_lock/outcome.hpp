// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What a backend says of one call: it worked, it was busy, or which system call failed with which error.

#ifndef BOOST_NAMED_LOCK_OUTCOME_HPP
#define BOOST_NAMED_LOCK_OUTCOME_HPP

#include <boost/named_lock/error.hpp>

#include <system_error>

namespace boost {
namespace named_locks {

/// How a call of a backend ended.
enum class lock_status : unsigned char
{
    /// It did what it is for; an acquiring call acquired.
    success,
    /// An acquiring call acquired, and the last owner died while it held the lock.
    abandoned,
    /// An acquiring call that may not wait (any longer) found the lock held.
    busy,
    /// The open object is not the one that its name refers to any more (the lock file was deleted, say), and nothing is
    /// held. The lock state opens the name again and repeats the call.
    stale,
    /// It failed; `outcome::error()` says why.
    failure
};

/// The result of a backend's call: a status and, for a failure, the error and the name of the system call that
/// reported it.
///
/// It is trivially copyable and two machine words wide, so that success costs nothing: `std::error_code` and exceptions
/// are made from it by the front end, and only on failure.
class outcome
{
public:
    /// Success.
    constexpr outcome() noexcept = default;

    /// An outcome other than a failure.
    constexpr outcome(lock_status status) noexcept : m_status(status) {}

    /// A failure that the operating system reported: `errno` on POSIX, `GetLastError()` on Windows.
    /// `call` is a string literal, the name of the system call.
    static constexpr outcome system_failure(int os_error, char const* call) noexcept
    {
        return outcome(origin::system, os_error, call);
    }

    /// A failure that the library itself found, in terms of `std::errc`.
    static constexpr outcome generic_failure(std::errc error, char const* call) noexcept
    {
        return outcome(origin::generic, static_cast< int >(error), call);
    }

    /// A failure that only a named lock can have.
    static constexpr outcome failure(named_lock_errc error, char const* call) noexcept
    {
        return outcome(origin::named_lock, static_cast< int >(error), call);
    }

    constexpr lock_status status() const noexcept { return m_status; }

    /// Whether an acquiring call acquired, from a living or from a dead owner.
    constexpr bool acquired() const noexcept
    {
        return m_status == lock_status::success || m_status == lock_status::abandoned;
    }

    constexpr bool failed() const noexcept { return m_status == lock_status::failure; }

    /// The error of a failure; an empty error code for every other status.
    std::error_code error() const noexcept
    {
        switch (m_origin)
        {
        case origin::system:
            return std::error_code(m_code, std::system_category());
        case origin::generic:
            return std::error_code(m_code, std::generic_category());
        case origin::named_lock:
            return make_error_code(static_cast< named_lock_errc >(m_code));
        case origin::none:
            break;
        }
        return std::error_code();
    }

    /// The system call that failed; null for every status but `failure`.
    constexpr char const* call() const noexcept { return m_call; }

private:
    enum class origin : unsigned char { none, system, generic, named_lock };

    constexpr outcome(origin from, int code, char const* call) noexcept :
        m_status(lock_status::failure), m_origin(from), m_code(code), m_call(call)
    {
    }

    lock_status m_status = lock_status::success;
    origin m_origin = origin::none;
    int m_code = 0;
    char const* m_call = nullptr;
};

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_OUTCOME_HPP
