// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Keeps `pthread_cancel` out of a scope.

#ifndef BOOST_NAMED_LOCK_DETAIL_POSIX_CANCELLATION_HPP
#define BOOST_NAMED_LOCK_DETAIL_POSIX_CANCELLATION_HPP

#include <pthread.h>

namespace boost {
namespace named_locks {
namespace detail {

/// Defers the cancellation of this thread until the end of the scope.
///
/// glibc cancels a thread by a forced unwinding, and `open`, `close`, `nanosleep` and the waits of a condition variable
/// are cancellation points: in a function that is `noexcept`, the unwinding ends in `std::terminate`.
class no_cancellation
{
public:
    no_cancellation() noexcept { ::pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &m_before); }
    ~no_cancellation()
    {
        int disabled;
        ::pthread_setcancelstate(m_before, &disabled);
    }

    no_cancellation(no_cancellation const&) = delete;
    no_cancellation& operator=(no_cancellation const&) = delete;

private:
    int m_before = PTHREAD_CANCEL_ENABLE;
};

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_POSIX_CANCELLATION_HPP
