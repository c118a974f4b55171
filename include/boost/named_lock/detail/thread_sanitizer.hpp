// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Tells ThreadSanitizer what a lock orders, whatever the operating system's lock is made of.

#ifndef BOOST_NAMED_LOCK_DETAIL_THREAD_SANITIZER_HPP
#define BOOST_NAMED_LOCK_DETAIL_THREAD_SANITIZER_HPP

#include <boost/named_lock/detail/patience.hpp>

#if defined(__SANITIZE_THREAD__)
#define BOOST_NAMED_LOCK_DETAIL_THREAD_SANITIZER
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define BOOST_NAMED_LOCK_DETAIL_THREAD_SANITIZER
#endif
#endif

#if defined(BOOST_NAMED_LOCK_DETAIL_THREAD_SANITIZER)
#include <sanitizer/tsan_interface.h>
#endif

namespace boost {
namespace named_locks {
namespace detail {

#if defined(BOOST_NAMED_LOCK_DETAIL_THREAD_SANITIZER)

/// Says what happens before what between the threads of this process: a writer's section before all later ones, a
/// reader's before those of later writers, but not before those of other readers, whose races are still found.
///
/// ThreadSanitizer's own notion of a mutex is not used: it belongs to a thread, while a guard may be released on another
/// thread than the one that acquired.
class sanitizer_order
{
public:
    void acquired(exclusive_mode) noexcept
    {
        __tsan_acquire(&m_writers);
        __tsan_acquire(&m_readers);
    }
    void acquired(shared_mode) noexcept { __tsan_acquire(&m_writers); }
    void releasing(exclusive_mode) noexcept { __tsan_release(&m_writers); }
    void releasing(shared_mode) noexcept { __tsan_release(&m_readers); }

private:
    // Their addresses stand for the order.
    char m_writers = 0;
    char m_readers = 0;
};

#else

/// Nothing is to be told.
struct sanitizer_order
{
    template< class Mode >
    void acquired(Mode) noexcept
    {
    }
    template< class Mode >
    void releasing(Mode) noexcept
    {
    }
};

#endif

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_THREAD_SANITIZER_HPP
