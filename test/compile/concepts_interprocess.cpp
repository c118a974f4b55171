// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What the traits say of the backends over Boost.Interprocess, and of the members that their locks have. Compiling it
// is the test.

#include <boost/named_lock/basic_named_lock.hpp>
#include <boost/named_lock/interop/interprocess.hpp>

#include <type_traits>
#include <utility>

namespace {

using namespace boost::named_locks;

static_assert(is_lock_backend_v< interprocess_mutex_backend > && has_timed_mode< interprocess_mutex_backend >);
static_assert(!has_shared_mode< interprocess_mutex_backend > && !has_key< interprocess_mutex_backend >);

static_assert(is_lock_backend_v< interprocess_sharable_backend > && has_timed_mode< interprocess_sharable_backend >);
static_assert(has_timed_shared_mode< interprocess_sharable_backend > && !has_key< interprocess_sharable_backend >);

static_assert(is_lock_backend_v< interprocess_file_lock_backend > && has_timed_mode< interprocess_file_lock_backend >);
static_assert(has_timed_shared_mode< interprocess_file_lock_backend > && has_key< interprocess_file_lock_backend >);
static_assert(has_still_linked< interprocess_file_lock_backend >);

// None of them can remove its name safely.

static_assert(!has_removal< interprocess_mutex_backend > && !has_removal< interprocess_sharable_backend >);
static_assert(!has_removal< interprocess_file_lock_backend >);

template< class L, class = void >
inline constexpr bool has_path = false;
template< class L >
inline constexpr bool has_path< L, std::void_t< decltype(std::declval< L const& >().path()) > > = true;

static_assert(!has_path< basic_named_lock< interprocess_mutex_backend > >);
static_assert(!has_path< basic_named_lock< interprocess_sharable_backend > >);
static_assert(has_path< basic_named_lock< interprocess_file_lock_backend > >);

} // namespace
