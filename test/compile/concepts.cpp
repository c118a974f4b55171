// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What the traits, and in C++20 the concepts, say of backends, naming policies and locks. Compiling it is the test.

#include "../compile_fail/good_backend.hpp"

#include <boost/named_lock.hpp>

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>

namespace {

// Detection of what the standard calls BasicLockable, Lockable, TimedLockable, SharedLockable, SharedTimedLockable.

using std::chrono::seconds;
using std::chrono::steady_clock;

template< class L >
using lockable_members = decltype(
    std::declval< L& >().lock(), std::declval< L& >().unlock(), bool(std::declval< L& >().try_lock()));
template< class L >
using timed_members = decltype(
    bool(std::declval< L& >().try_lock_for(seconds())),
    bool(std::declval< L& >().try_lock_until(steady_clock::time_point())));
template< class L >
using lock_shared_member = decltype(std::declval< L& >().lock_shared());
template< class L >
using try_lock_shared_member = decltype(std::declval< L& >().try_lock_shared());
template< class L >
using unlock_shared_member = decltype(std::declval< L& >().unlock_shared());
template< class L >
using timed_shared_members = decltype(
    bool(std::declval< L& >().try_lock_shared_for(seconds())),
    bool(std::declval< L& >().try_lock_shared_until(steady_clock::time_point())));
template< class L >
using remove_member = decltype(std::declval< L& >().remove());
template< class L >
using static_remove_member = decltype(L::remove(std::string_view()));
template< class L >
using path_member = decltype(std::declval< L const& >().path());
template< class L >
using native_handle_member = decltype(std::declval< L const& >().native_handle());
template< class L >
using still_linked_member = decltype(std::declval< L const& >().still_linked());

template< template< class > class Members, class T, class = void >
inline constexpr bool has = false;
template< template< class > class Members, class T >
inline constexpr bool has< Members, T, std::void_t< Members< T > > > = true;

template< class L >
inline constexpr bool lacks_shared_mode = !has< lock_shared_member, L > && !has< try_lock_shared_member, L > &&
    !has< unlock_shared_member, L > && !has< timed_shared_members, L >;

template< class L >
inline constexpr bool has_whole_shared_mode = has< lock_shared_member, L > && has< try_lock_shared_member, L > &&
    has< unlock_shared_member, L > && has< timed_shared_members, L >;

// A backend without anything optional: the members do not exist, not even for a detection that looks for them.

using plain_lock = basic_named_lock< good_backend >;

static_assert(is_lock_backend_v< good_backend >);
static_assert(!has_timed_mode< good_backend > && !has_shared_mode< good_backend >);
static_assert(!has_timed_shared_mode< good_backend > && !has_removal< good_backend >);
static_assert(!has_still_linked< good_backend > && !has_native_handle< good_backend > && !has_key< good_backend >);

static_assert(has< lockable_members, plain_lock >);
static_assert(!has< timed_members, plain_lock > && lacks_shared_mode< plain_lock >);
static_assert(!has< remove_member, plain_lock > && !has< static_remove_member, plain_lock >);
static_assert(!has< native_handle_member, plain_lock > && !has< still_linked_member, plain_lock >);
static_assert(has< path_member, plain_lock >, "its names are those of lock files");

// Each optional part alone brings its members.

struct timed_backend : good_backend
{
    outcome try_lock_until(steady_clock::time_point) noexcept { return outcome(); }
};
static_assert(has_timed_mode< timed_backend > && !has_timed_shared_mode< timed_backend >);
static_assert(has< timed_members, basic_named_lock< timed_backend > >);
static_assert(lacks_shared_mode< basic_named_lock< timed_backend > >);

struct shared_backend : good_backend
{
    outcome lock_shared() noexcept { return outcome(); }
    outcome try_lock_shared() noexcept { return outcome(); }
    outcome unlock_shared() noexcept { return outcome(); }
};
static_assert(has_shared_mode< shared_backend > && !has_timed_shared_mode< shared_backend >);
static_assert(has< lock_shared_member, basic_named_lock< shared_backend > >);
static_assert(has< unlock_shared_member, basic_named_lock< shared_backend > >);
static_assert(!has< timed_shared_members, basic_named_lock< shared_backend > >);
static_assert(!has< timed_members, basic_named_lock< shared_backend > >);

// Something that only looks like a part is not taken for it.

struct half_shared_backend : good_backend
{
    outcome lock_shared() noexcept { return outcome(); }
};
static_assert(!has_shared_mode< half_shared_backend >);

struct timed_by_bool_backend : good_backend
{
    bool try_lock_until(steady_clock::time_point) noexcept { return true; }
};
static_assert(!has_timed_mode< timed_by_bool_backend >);

// What is no backend is told so without an error.

static_assert(!is_lock_backend_v< int > && !is_lock_backend_v< std::mutex > && !is_lock_backend_v< plain_lock >);

// The library's own backends and locks.

static_assert(is_lock_backend_v< default_backend > && has_timed_mode< default_backend >);
static_assert(has< lockable_members, named_lock > && has< timed_members, named_lock >);
static_assert(has< native_handle_member, named_lock >);

#if defined(_WIN32)
static_assert(lacks_shared_mode< named_lock > && !has< remove_member, named_lock > && !has< path_member, named_lock >);
static_assert(!has< still_linked_member, named_lock >);
#else
static_assert(has_whole_shared_mode< named_lock > && has< path_member, named_lock >);
static_assert(has< remove_member, named_lock > && has< static_remove_member, named_lock >);
static_assert(has< still_linked_member, named_lock >);

using unchecked_lock = basic_named_lock< basic_flock_backend< no_file_check > >;
static_assert(is_lock_backend_v< unchecked_lock::backend_type >);
static_assert(is_lock_backend_v< basic_flock_backend< path_check > >);
static_assert(!has< remove_member, unchecked_lock > && !has< static_remove_member, unchecked_lock >);
static_assert(has< remove_member, basic_named_lock< basic_flock_backend< path_check > > >);
#endif

// Naming policies.

static_assert(is_naming_policy_v< temp_directory_naming, lock_file >);
static_assert(is_naming_policy_v< temp_directory_naming, kernel_object >);
static_assert(is_naming_policy_v< temp_directory_naming, shared_memory_object >);

struct kernel_naming
{
    std::wstring native_name(kernel_object, std::string_view, std::string_view, std::error_code&) const;
};
static_assert(is_naming_policy_v< kernel_naming, kernel_object > && !is_naming_policy_v< kernel_naming, lock_file >);
static_assert(!is_naming_policy_v< int, lock_file >);

// A naming policy that carries state has no default; the lock then has no constructor by name alone that could be used,
// and compiles all the same.

struct folder_naming
{
    explicit folder_naming(std::string folder);
    lock_file::native_name_type
    native_name(lock_file, std::string_view, std::string_view, std::error_code&) const;
};
using folder_lock = basic_named_lock< good_backend, folder_naming >;
static_assert(std::is_constructible< folder_lock, char const*, folder_naming >::value);
static_assert(std::is_nothrow_default_constructible< folder_lock >::value);

// An outcome costs nothing on success: it is passed in registers.

static_assert(std::is_trivially_copyable< outcome >::value && std::is_trivially_destructible< outcome >::value);
static_assert(std::is_nothrow_default_constructible< outcome >::value && sizeof(outcome) <= 2 * sizeof(void*));
static_assert(outcome().acquired() && outcome(lock_status::abandoned).acquired());
static_assert(!outcome(lock_status::busy).acquired() && !outcome(lock_status::stale).acquired());
static_assert(!outcome(lock_status::busy).failed() && outcome::system_failure(1, "call").failed());

// Locks and guards as values.

static_assert(std::is_nothrow_copy_constructible< named_lock >::value);
static_assert(std::is_nothrow_copy_assignable< named_lock >::value);
static_assert(std::is_nothrow_move_constructible< named_lock >::value);
static_assert(std::is_nothrow_move_assignable< named_lock >::value);
static_assert(std::is_nothrow_default_constructible< named_lock >::value);
static_assert(std::is_nothrow_swappable< named_lock >::value);
static_assert(noexcept(std::declval< named_lock& >().unlock()));
static_assert(noexcept(std::declval< named_lock& >().lock(std::declval< std::error_code& >())));
static_assert(!noexcept(std::declval< named_lock& >().lock()) && !noexcept(std::declval< named_lock& >().try_lock()));
static_assert(!std::is_convertible< char const*, named_lock >::value, "opening a lock is always visible");
static_assert(std::is_constructible< named_lock, char const* >::value);

using guard = named_lock::guard;
static_assert(!std::is_copy_constructible< guard >::value && !std::is_copy_assignable< guard >::value);
static_assert(std::is_nothrow_move_constructible< guard >::value && std::is_nothrow_move_assignable< guard >::value);
static_assert(std::is_nothrow_default_constructible< guard >::value && std::is_nothrow_swappable< guard >::value);
static_assert(!std::is_convertible< guard, bool >::value && std::is_constructible< bool, guard >::value);

// Errors.

static_assert(std::is_error_code_enum< named_lock_errc >::value);
static_assert(std::is_base_of< std::system_error, lock_error >::value);

#if defined(__cpp_concepts) && __cpp_concepts >= 201907L

static_assert(lock_backend< default_backend > && lock_backend< good_backend > && !lock_backend< int >);
static_assert(naming_policy< temp_directory_naming, lock_file > && !naming_policy< kernel_naming, lock_file >);

template< class B >
concept has_a_lock = requires { typename basic_named_lock< B >; };
static_assert(has_a_lock< good_backend > && !has_a_lock< std::mutex >, "the constraint is on the lock itself");

#endif

} // namespace
