// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Says in one sentence which requirement a backend or a naming policy does not meet.

#ifndef BOOST_NAMED_LOCK_DETAIL_REQUIREMENTS_HPP
#define BOOST_NAMED_LOCK_DETAIL_REQUIREMENTS_HPP

#include <boost/named_lock/backend.hpp>
#include <boost/named_lock/naming.hpp>

namespace boost {
namespace named_locks {
namespace detail {

template< class Backend, class NamingPolicy >
struct requirements
{
    static_assert(
        backend_has_name_domain< Backend >,
        "Boost.NamedLock: a backend needs a name_domain and a native_suffix; see backend_blueprint.");
    static_assert(
        backend_has_promises< Backend >,
        "Boost.NamedLock: a backend needs the promises excludes_handles, thread_owned, crash_safe, reports_abandonment "
        "and persistent_name; see backend_blueprint.");
    static_assert(
        backend_can_be_opened< Backend >,
        "Boost.NamedLock: a backend needs open(native_name, lock_options) that returns an outcome, and is_open(); see "
        "backend_blueprint.");
    static_assert(
        backend_survives_fork< Backend >,
        "Boost.NamedLock: a backend needs forget(), which drops what a forked child inherited; see backend_blueprint.");
    static_assert(
        backend_has_exclusive_mode< Backend >,
        "Boost.NamedLock: a backend needs lock(), try_lock() and unlock(), each of which returns an outcome; see "
        "backend_blueprint.");
    static_assert(
        backend_has_one_place< Backend >,
        "Boost.NamedLock: a backend needs a default constructor, and may not be copyable: it is one open lock.");
    static_assert(
        has_shared_mode< Backend > ||
            !(detects< lock_shared_result, Backend > || detects< try_lock_shared_result, Backend > ||
              detects< unlock_shared_result, Backend >),
        "Boost.NamedLock: shared mode is lock_shared(), try_lock_shared() and unlock_shared(), each of which returns "
        "an outcome: all three or none; see backend_blueprint.");
    static_assert(
        has_timed_mode< Backend > || !detects< try_lock_until_result, Backend >,
        "Boost.NamedLock: try_lock_until(deadline) returns an outcome; see backend_blueprint.");
    static_assert(
        !(has_timed_mode< Backend > && has_shared_mode< Backend >) || has_timed_shared_mode< Backend >,
        "Boost.NamedLock: a backend with timed mode and shared mode needs try_lock_shared_until(deadline), which "
        "returns an outcome; see backend_blueprint.");
    static_assert(
        has_key< Backend > == detects< identify_result, Backend >,
        "Boost.NamedLock: a key_type and identify(native_name, lock_options, key) belong together; see "
        "backend_blueprint.");
    static_assert(
        is_naming_policy_v< NamingPolicy, typename Backend::name_domain >,
        "Boost.NamedLock: this naming policy has no native names of the kind that this backend opens; see "
        "naming_policy_blueprint.");
    static_assert(
        !is_for_one_user< Backend > || visibility_of< NamingPolicy > != visibility::everyone,
        "Boost.NamedLock: this naming policy makes locks of all users, and this backend those of one user; use "
        "flock_backend or user_naming.");

    static constexpr bool met = true;
};

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_REQUIREMENTS_HPP
