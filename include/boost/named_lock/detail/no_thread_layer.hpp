// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The thread layer of a backend that excludes threads by itself.

#ifndef BOOST_NAMED_LOCK_DETAIL_NO_THREAD_LAYER_HPP
#define BOOST_NAMED_LOCK_DETAIL_NO_THREAD_LAYER_HPP

#include <boost/named_lock/detail/patience.hpp>

namespace boost {
namespace named_locks {
namespace detail {

/// Passes everything through.
class no_thread_layer
{
public:
    template< class Mode, class Os, class Patience >
    outcome acquire(Mode mode, Os& os, Patience patience) noexcept { return os.acquire(mode, patience); }

    template< class Mode, class Os >
    outcome release(Mode mode, Os& os) noexcept { return os.release(mode); }

    static constexpr bool may_release() noexcept { return true; }

    template< class Os >
    outcome release_for_good(exclusive_mode mode, Os& os) noexcept { return release(mode, os); }

    void forget() noexcept {}
};

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_NO_THREAD_LAYER_HPP
