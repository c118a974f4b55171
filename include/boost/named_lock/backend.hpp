// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What a type must have to be a backend, and how to ask whether a type has it.

#ifndef BOOST_NAMED_LOCK_BACKEND_HPP
#define BOOST_NAMED_LOCK_BACKEND_HPP

#include <boost/named_lock/options.hpp>
#include <boost/named_lock/outcome.hpp>
#include <boost/named_lock/owner_info.hpp>

#include <chrono>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace boost {
namespace named_locks {

#if defined(BOOST_NAMED_LOCK_DOXYGEN)

/// A blueprint: no such class exists. It shows what a backend, one open lock of the operating system, has to provide.
///
/// A backend knows its native name and the operating system, and nothing of naming policies, threads or copies: the
/// lock state that owns it never calls two members at the same time unless `excludes_handles` or `thread_owned` says
/// that it may. No member throws, but the first call of `open` may throw `std::bad_alloc`. A backend has a default
/// constructor, is never copied or moved, and closes what it has open in its destructor; closing a held lock releases
/// it.
class backend_blueprint
{
public:
    /// `lock_file`, `kernel_object`, `shared_memory_object`, or a name domain of your own.
    using name_domain = lock_file;

    /// What the last part of a native name ends in. Two kinds of backend that could meet in one object have different
    /// suffixes, unless meeting is meant.
    static constexpr char const* native_suffix = ".lock";

    /// Two handles in one process, even on one thread, exclude each other without the thread gate. Then members are
    /// called by several threads at once.
    static constexpr bool excludes_handles = false;
    /// The thread that locked must unlock. Then members are called by several threads at once.
    static constexpr bool thread_owned = false;
    /// The operating system releases the lock when its holder dies.
    static constexpr bool crash_safe = true;
    /// The next holder is told that the last one died: `lock` and `try_lock` may return `lock_status::abandoned`.
    static constexpr bool reports_abandonment = false;
    /// The name outlives its last user.
    static constexpr bool persistent_name = true;

    /// Opens the object `name`, creating it as `options` say. Called again after `forget` and after an acquiring call
    /// returned `lock_status::stale`; then it closes what it has open first. Never waits.
    /// Returns: success or failure.
    outcome open(name_domain::native_name_type const& name, lock_options const& options);

    /// Returns: Whether `open` succeeded and `forget` was not called since.
    bool is_open() const noexcept;

    /// Called in a child of `fork`: drops everything, touching nothing of the parent's.
    void forget() noexcept;

    /// Waits until the lock is acquired. Returns: success, abandoned, stale or failure.
    outcome lock() noexcept;
    /// Acquires the lock if that is possible without waiting. Returns: success, abandoned, busy, stale or failure.
    outcome try_lock() noexcept;
    /// Releases the lock. Returns: success, or failure; after a failure the lock counts as held.
    outcome unlock() noexcept;

    // Optional: timed mode. All that a backend can wait for in shared mode, it can also wait for with a deadline.

    /// Waits until the lock is acquired or `deadline` has passed. Returns: success, abandoned, busy, stale or failure.
    outcome try_lock_until(std::chrono::steady_clock::time_point deadline) noexcept;

    // Optional: shared mode, all three or none. With timed mode also the fourth.

    outcome lock_shared() noexcept;
    outcome try_lock_shared() noexcept;
    outcome unlock_shared() noexcept;
    outcome try_lock_shared_until(std::chrono::steady_clock::time_point deadline) noexcept;

    // Optional: removal of the name.

    /// Called while the lock is held in exclusive mode. Removes the name, so that who opens it next makes a new object.
    /// Whoever acquires the old object later must get `lock_status::stale`.
    /// Returns: success, stale if the name refers to another object already, or failure.
    outcome remove() noexcept;

    // Optional: whether the name still refers to the open object.

    /// Called by any thread while the lock is held.
    bool still_linked() const noexcept;

    // Optional: who holds the lock.

    /// Called by any thread at any time. `name` is the native name that the backend was opened by.
    /// Returns: The process that holds the lock in exclusive mode, if that can be known. It may be another one by now.
    std::optional< owner_info > owner(name_domain::native_name_type const& name) const;

    // Optional: the handle of the operating system.

    using native_handle_type = int;
    native_handle_type native_handle() const noexcept;

    // Optional: for a backend whose objects only processes of one user can share. By default others can, too.

    static constexpr bool one_user = true;

    // Optional: for a backend whose objects may be known by several native names.

    /// Ordered by `<`. Two native names of equal keys share one lock state in a process. By default the native name.
    using key_type = name_domain::native_name_type;
    /// Finds the key of the object `name`, creating the object as `options` say. Returns: success or failure.
    static outcome identify(name_domain::native_name_type const& name, lock_options const& options, key_type& key);
};

#endif // defined(BOOST_NAMED_LOCK_DOXYGEN)

namespace detail {

template< template< class > class Expression, class T, class = void >
inline constexpr bool detects = false;

template< template< class > class Expression, class T >
inline constexpr bool detects< Expression, T, std::void_t< Expression< T > > > = true;

template< template< class > class Expression, class T, class Result, class = void >
inline constexpr bool detects_exact = false;

template< template< class > class Expression, class T, class Result >
inline constexpr bool detects_exact< Expression, T, Result, std::void_t< Expression< T > > > =
    std::is_same< Expression< T >, Result >::value;

template< class B >
using name_domain_of = typename B::name_domain;
template< class B >
using native_name_of = typename B::name_domain::native_name_type;
template< class B >
using native_suffix_of = decltype(std::string_view(B::native_suffix));
template< class B >
using promises_of = std::integral_constant<
    bool,
    B::excludes_handles || B::thread_owned || B::crash_safe || B::reports_abandonment || B::persistent_name >;

template< class B >
using open_result = decltype(std::declval< B& >().open(
    std::declval< native_name_of< B > const& >(), std::declval< lock_options const& >()));
template< class B >
using is_open_result = decltype(std::declval< B const& >().is_open());
template< class B >
using forget_result = decltype(std::declval< B& >().forget());
template< class B >
using lock_result = decltype(std::declval< B& >().lock());
template< class B >
using try_lock_result = decltype(std::declval< B& >().try_lock());
template< class B >
using unlock_result = decltype(std::declval< B& >().unlock());
template< class B >
using try_lock_until_result =
    decltype(std::declval< B& >().try_lock_until(std::chrono::steady_clock::time_point()));
template< class B >
using lock_shared_result = decltype(std::declval< B& >().lock_shared());
template< class B >
using try_lock_shared_result = decltype(std::declval< B& >().try_lock_shared());
template< class B >
using unlock_shared_result = decltype(std::declval< B& >().unlock_shared());
template< class B >
using try_lock_shared_until_result =
    decltype(std::declval< B& >().try_lock_shared_until(std::chrono::steady_clock::time_point()));
template< class B >
using remove_result = decltype(std::declval< B& >().remove());
template< class B >
using still_linked_result = decltype(std::declval< B const& >().still_linked());
template< class B >
using owner_result = decltype(std::declval< B const& >().owner(std::declval< native_name_of< B > const& >()));
template< class B >
using native_handle_result = decltype(std::declval< B const& >().native_handle());
template< class B >
using one_user_of = std::bool_constant< B::one_user >;
template< class B >
using key_type_of = typename B::key_type;
template< class B >
using identify_result = decltype(B::identify(
    std::declval< native_name_of< B > const& >(),
    std::declval< lock_options const& >(),
    std::declval< typename B::key_type& >()));

} // namespace detail

// The requirements, one by one. Each is asserted by name in `basic_named_lock`.

template< class B >
inline constexpr bool backend_has_name_domain =
    detail::detects< detail::name_domain_of, B > && detail::detects< detail::native_suffix_of, B >;

template< class B >
inline constexpr bool backend_has_promises = detail::detects< detail::promises_of, B >;

template< class B >
inline constexpr bool backend_can_be_opened = detail::detects_exact< detail::open_result, B, outcome > &&
    detail::detects_exact< detail::is_open_result, B, bool >;

template< class B >
inline constexpr bool backend_survives_fork = detail::detects_exact< detail::forget_result, B, void >;

template< class B >
inline constexpr bool backend_has_exclusive_mode = detail::detects_exact< detail::lock_result, B, outcome > &&
    detail::detects_exact< detail::try_lock_result, B, outcome > &&
    detail::detects_exact< detail::unlock_result, B, outcome >;

template< class B >
inline constexpr bool backend_has_one_place =
    std::is_default_constructible< B >::value && !std::is_copy_constructible< B >::value;

// What a backend may have besides.

/// Whether `B` can wait with a deadline.
template< class B >
inline constexpr bool has_timed_mode = detail::detects_exact< detail::try_lock_until_result, B, outcome >;

/// Whether `B` can be held by several holders in shared mode.
template< class B >
inline constexpr bool has_shared_mode = detail::detects_exact< detail::lock_shared_result, B, outcome > &&
    detail::detects_exact< detail::try_lock_shared_result, B, outcome > &&
    detail::detects_exact< detail::unlock_shared_result, B, outcome >;

/// Whether `B` can wait for shared mode with a deadline.
template< class B >
inline constexpr bool has_timed_shared_mode =
    has_shared_mode< B > && detail::detects_exact< detail::try_lock_shared_until_result, B, outcome >;

/// Whether `B` can remove its name safely.
template< class B >
inline constexpr bool has_removal = detail::detects_exact< detail::remove_result, B, outcome >;

/// Whether `B` can tell that its name refers to another object by now.
template< class B >
inline constexpr bool has_still_linked = detail::detects_exact< detail::still_linked_result, B, bool >;

/// Whether `B` can tell who holds the lock.
template< class B >
inline constexpr bool has_owner = detail::detects_exact< detail::owner_result, B, std::optional< owner_info > >;

/// Whether `B` gives access to the handle of the operating system.
template< class B >
inline constexpr bool has_native_handle = detail::detects< detail::native_handle_result, B >;

/// Whether `B` knows its objects by something else than their native names.
template< class B >
inline constexpr bool has_key = detail::detects< detail::key_type_of, B >;

/// Whether only processes of one user can share an object of `B`.
template< class B, class = void >
inline constexpr bool is_for_one_user = false;

template< class B >
inline constexpr bool is_for_one_user< B, std::void_t< detail::one_user_of< B > > > = B::one_user;

/// Whether `B` is a backend: has everything that `backend_blueprint` does not call optional.
template< class B >
struct is_lock_backend :
    std::integral_constant<
        bool,
        backend_has_name_domain< B > && backend_has_promises< B > && backend_can_be_opened< B > &&
            backend_survives_fork< B > && backend_has_exclusive_mode< B > && backend_has_one_place< B > >
{
};

template< class B >
inline constexpr bool is_lock_backend_v = is_lock_backend< B >::value;

} // namespace named_locks
} // namespace boost

// BOOST_NAMED_LOCK_BACKEND introduces a template parameter that is a backend: a concept in C++20, `class` before.
#if defined(__cpp_concepts) && __cpp_concepts >= 201907L

namespace boost {
namespace named_locks {

template< class B >
concept lock_backend = backend_has_name_domain< B > && backend_has_promises< B > && backend_can_be_opened< B > &&
    backend_survives_fork< B > && backend_has_exclusive_mode< B > && backend_has_one_place< B >;

} // namespace named_locks
} // namespace boost

#define BOOST_NAMED_LOCK_BACKEND ::boost::named_locks::lock_backend
#else
#define BOOST_NAMED_LOCK_BACKEND class
#endif

#endif // BOOST_NAMED_LOCK_BACKEND_HPP
