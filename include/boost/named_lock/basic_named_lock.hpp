// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The library's lock: mutual exclusion between threads and processes that agree on a name.

#ifndef BOOST_NAMED_LOCK_BASIC_NAMED_LOCK_HPP
#define BOOST_NAMED_LOCK_BASIC_NAMED_LOCK_HPP

#include <boost/named_lock/backend.hpp>
#include <boost/named_lock/detail/lock_handle.hpp>
#include <boost/named_lock/detail/requirements.hpp>
#include <boost/named_lock/error.hpp>
#include <boost/named_lock/fwd.hpp>
#include <boost/named_lock/guard.hpp>
#include <boost/named_lock/name_domain.hpp>
#include <boost/named_lock/naming.hpp>
#include <boost/named_lock/naming/temp_directory.hpp>
#include <boost/named_lock/options.hpp>
#include <boost/named_lock/owner_info.hpp>
#include <boost/named_lock/shared_lockable.hpp>
#include <boost/named_lock/timed_lockable.hpp>

#include <boost/assert.hpp>
#include <boost/assert/source_location.hpp>

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>

namespace boost {
namespace named_locks {

/// A handle of a named lock.
///
/// It is a Lockable, so `std::scoped_lock`, `std::unique_lock` and their Boost twins work. With a backend that has
/// timed mode it is a TimedLockable, with one that has shared mode a SharedLockable.
///
/// All handles of one native name in a process share one lock state, and with it one lock of the operating system. A
/// handle is held or not by itself: two handles of one name exclude each other, on one thread too, and each knows only
/// of what was acquired through it. One handle may be used by several threads at once, as a `std::mutex` is; assigning
/// to it or moving from it while another thread uses it is a data race.
///
/// A handle that is destroyed, assigned to or moved from while it is held does not unlock: a moved-to handle takes the
/// hold over, otherwise the lock stays held, by nobody in particular, until the last handle of its state in this
/// process goes and the operating system's lock is closed. Use a guard.
///
/// After `fork`, nothing that the parent held is held in the child: a release there of what the parent acquired does
/// nothing, and the first acquisition opens the lock anew.
template<
    BOOST_NAMED_LOCK_BACKEND Backend,
    BOOST_NAMED_LOCK_NAMING_POLICY(typename Backend::name_domain) NamingPolicy >
class basic_named_lock :
    public timed_lockable< basic_named_lock< Backend, NamingPolicy >, has_timed_mode< Backend > >,
    public shared_lockable< basic_named_lock< Backend, NamingPolicy >, has_shared_mode< Backend > >,
    public timed_shared_lockable< basic_named_lock< Backend, NamingPolicy >, has_timed_shared_mode< Backend > >
{
    static_assert(detail::requirements< Backend, NamingPolicy >::met);

public:
    using backend_type = Backend;
    using naming_type = NamingPolicy;
    using name_domain = typename Backend::name_domain;
    using native_name_type = typename name_domain::native_name_type;
    using guard = basic_guard< basic_named_lock >;

    /// An empty handle.
    /// Postconditions: `!valid()`.
    basic_named_lock() noexcept = default;

    /// Effects: Opens the lock `name`, and creates it if need be. Never waits for a holder.
    /// Throws: `lock_error`. Its code is
    ///   * `named_lock_errc::invalid_name` or `named_lock_errc::name_too_long`: then nothing has touched the system;
    ///   * another error of the naming policy, such as `named_lock_errc::invalid_directory`;
    ///   * what the backend's `open` reports.
    ///
    /// `std::bad_alloc`, which the forms with an `error_code` may throw too.
    explicit basic_named_lock(std::string_view name) : basic_named_lock(name, NamingPolicy(), lock_options()) {}
    basic_named_lock(std::string_view name, NamingPolicy const& naming) :
        basic_named_lock(name, naming, lock_options())
    {
    }
    basic_named_lock(std::string_view name, lock_options const& options) :
        basic_named_lock(name, NamingPolicy(), options)
    {
    }
    basic_named_lock(std::string_view name, NamingPolicy const& naming, lock_options const& options)
    {
        detail::open_failure failure;
        m_handle = open(name, naming, options, failure);
        if (failure.code)
            detail::throw_lock_error(failure.code, failure.call, std::string(name), BOOST_CURRENT_LOCATION);
    }

    /// As above, but sets `ec` instead of throwing.
    /// Postconditions: If `ec`, then `!valid()`.
    basic_named_lock(std::string_view name, std::error_code& ec) :
        basic_named_lock(name, NamingPolicy(), lock_options(), ec)
    {
    }
    basic_named_lock(std::string_view name, NamingPolicy const& naming, std::error_code& ec) :
        basic_named_lock(name, naming, lock_options(), ec)
    {
    }
    basic_named_lock(std::string_view name, lock_options const& options, std::error_code& ec) :
        basic_named_lock(name, NamingPolicy(), options, ec)
    {
    }
    basic_named_lock(
        std::string_view name, NamingPolicy const& naming, lock_options const& options, std::error_code& ec)
    {
        detail::open_failure failure;
        m_handle = open(name, naming, options, failure);
        ec = failure.code;
    }

    /// Effects: Opens the lock with this native name: for a lock file, a path to which nothing is added, and whose
    /// folder must exist. A relative path is made absolute at once.
    /// Throws: `lock_error` with what the backend's `open` reports.
    /// Postconditions: `name()` is empty.
    static basic_named_lock
    from_native_name(native_name_type const& native_name, lock_options const& options = lock_options())
    {
        detail::open_failure failure;
        basic_named_lock lock(handle_type(native_name, nullptr, options, failure));
        if (failure.code)
            detail::throw_lock_error(failure.code, failure.call, native_name, BOOST_CURRENT_LOCATION);
        return lock;
    }

    /// As above, but sets `ec` instead of throwing, and returns an empty handle then.
    static basic_named_lock from_native_name(native_name_type const& native_name, std::error_code& ec)
    {
        return from_native_name(native_name, lock_options(), ec);
    }
    static basic_named_lock
    from_native_name(native_name_type const& native_name, lock_options const& options, std::error_code& ec)
    {
        detail::open_failure failure;
        basic_named_lock lock(handle_type(native_name, nullptr, options, failure));
        ec = failure.code;
        return lock;
    }

    /// Effects: Makes another handle of the same state, which holds nothing. O(1): two reference counts.
    basic_named_lock(basic_named_lock const& other) noexcept = default;
    basic_named_lock& operator=(basic_named_lock const& other) noexcept = default;

    /// Effects: Takes the state and the hold of `other`.
    /// Postconditions: `!other.valid()`.
    basic_named_lock(basic_named_lock&& other) noexcept = default;
    basic_named_lock& operator=(basic_named_lock&& other) noexcept = default;

    /// Effects: Waits until the lock is held in exclusive mode.
    /// Throws: `lock_error`. Its code is
    ///   * `std::errc::resource_deadlock_would_occur` if the backend is `thread_owned` and the calling thread holds the
    ///     lock. With another backend the thread waits for ever, or until another thread unlocks;
    ///   * `std::errc::operation_not_permitted` if the handle is empty;
    ///   * what the backend reports.
    void lock() { m_handle.acquired(acquire_exclusive(detail::forever()), BOOST_CURRENT_LOCATION); }

    /// As above, but sets `ec` instead of throwing.
    void lock(std::error_code& ec) noexcept { m_handle.acquired(acquire_exclusive(detail::forever()), ec); }

    /// Effects: Takes the lock in exclusive mode if that is possible without waiting. It may fail while another thread
    /// of this process is about to take it or to give it back.
    /// Returns: Whether the lock is held now. false if it is held already, on whatever thread.
    /// Throws: `lock_error`, with the errors of `lock`.
    bool try_lock() { return m_handle.acquired(acquire_exclusive(detail::never()), BOOST_CURRENT_LOCATION); }

    /// As above, but sets `ec` instead of throwing. A lock that is held is not an error.
    bool try_lock(std::error_code& ec) noexcept
    {
        return m_handle.acquired(acquire_exclusive(detail::never()), ec);
    }

    /// Requires: The lock is held in exclusive mode through this handle; by the calling thread, if the backend is
    /// `thread_owned`.
    /// Effects: Releases it. Nothing in a child of `fork`, if the hold is the parent's.
    /// Throws: Nothing. A failure is an assertion; the lock stays held.
    void unlock() noexcept
    {
        std::error_code ec;
        unlock(ec);
        BOOST_ASSERT_MSG(!ec, "a named lock could not be unlocked; is it held through this handle, by this thread?");
    }

    /// As above, but sets `ec`: to `std::errc::operation_not_permitted` if the requirement is not met, otherwise to the
    /// error of the operating system. After an error the lock is held as before, and is not reported free.
    void unlock(std::error_code& ec) noexcept { ec = m_handle.release(detail::exclusive_mode()).error(); }

    /// Effects: Waits until the lock is held in exclusive mode.
    /// Returns: A guard with a handle of its own.
    /// Throws: `lock_error`, with the errors of `lock`.
    guard acquire() const
    {
        basic_named_lock handle(*this);
        handle.lock();
        return guard(std::move(handle), std::adopt_lock);
    }

    /// As above, but sets `ec` instead of throwing, and returns an empty guard then.
    guard acquire(std::error_code& ec) const noexcept
    {
        basic_named_lock handle(*this);
        handle.lock(ec);
        return ec ? guard() : guard(std::move(handle), std::adopt_lock);
    }

    /// Returns: A guard with a handle of its own; empty if the lock is held already.
    /// Throws: `lock_error`, with the errors of `lock`.
    guard try_acquire() const
    {
        basic_named_lock handle(*this);
        return handle.try_lock() ? guard(std::move(handle), std::adopt_lock) : guard();
    }

    /// As above, but sets `ec` instead of throwing. A lock that is held is not an error.
    guard try_acquire(std::error_code& ec) const noexcept
    {
        basic_named_lock handle(*this);
        return handle.try_lock(ec) ? guard(std::move(handle), std::adopt_lock) : guard();
    }

    /// Effects: Removes the name of the lock, if nobody holds the lock, this handle included. Whoever uses the name
    /// later makes a new lock; handles that are open already notice it and follow.
    /// Returns: true if the name was removed; false if there was none.
    /// Throws: `lock_error`; with the code `std::errc::device_or_resource_busy` if somebody holds the lock.
    template< class B = Backend, std::enable_if_t< has_removal< B >, int > = 0 >
    bool remove()
    {
        std::error_code ec;
        bool const removed = remove(ec);
        m_handle.check(ec, "remove", BOOST_CURRENT_LOCATION);
        return removed;
    }

    /// As above, but sets `ec` instead of throwing.
    template< class B = Backend, std::enable_if_t< has_removal< B >, int > = 0 >
    bool remove(std::error_code& ec) noexcept
    {
        outcome const result = m_handle.remove();
        ec = result.error();
        if (result.status() == lock_status::busy)
            ec = std::make_error_code(std::errc::device_or_resource_busy);
        else if (ec == std::errc::no_such_file_or_directory)
            ec.clear();
        else
            return !ec;
        return false;
    }

    /// Effects: As the member `remove`, for the lock of that name. It need not be open in this process.
    template< class B = Backend, std::enable_if_t< has_removal< B >, int > = 0 >
    static bool remove(std::string_view name, NamingPolicy const& naming = NamingPolicy())
    {
        std::error_code ec;
        basic_named_lock lock(name, naming, existing(), ec);
        if (!ec)
            return lock.remove();
        if (ec != std::errc::no_such_file_or_directory)
            detail::throw_lock_error(ec, "remove", std::string(name), BOOST_CURRENT_LOCATION);
        return false;
    }

    template< class B = Backend, std::enable_if_t< has_removal< B >, int > = 0 >
    static bool remove(std::string_view name, std::error_code& ec)
    {
        return remove(name, NamingPolicy(), ec);
    }

    template< class B = Backend, std::enable_if_t< has_removal< B >, int > = 0 >
    static bool remove(std::string_view name, NamingPolicy const& naming, std::error_code& ec)
    {
        basic_named_lock lock(name, naming, existing(), ec);
        if (!ec)
            return lock.remove(ec);
        if (ec == std::errc::no_such_file_or_directory)
            ec.clear();
        return false;
    }

    /// Returns: Whether the handle refers to a lock. A handle that was default constructed, moved from, or could not be
    /// opened does not.
    bool valid() const noexcept { return m_handle.valid(); }

    /// Returns: The name that the lock was opened by; empty after `from_native_name`, and for an empty handle.
    std::string name() const { return m_handle.name(); }

    /// Requires: `valid()`.
    /// Returns: The name by which the operating system knows the lock.
    native_name_type const& native_name() const noexcept
    {
        BOOST_ASSERT(valid());
        return m_handle.native_name();
    }

    /// Requires: `valid()`.
    /// Returns: The path of the lock file.
    template< class Domain = name_domain, std::enable_if_t< std::is_same< Domain, lock_file >::value, int > = 0 >
    std::filesystem::path path() const
    {
        return std::filesystem::path(native_name());
    }

    /// Requires: `valid()`.
    /// Returns: The handle of the operating system. It is the same for all handles of the name. Which one it is may
    /// change when the lock is acquired.
    template< class B = Backend, std::enable_if_t< has_native_handle< B >, int > = 0 >
    auto native_handle() const noexcept
    {
        return backend().native_handle();
    }

    /// Requires: The lock is held through this handle.
    /// Returns: Whether the name still refers to this lock. If not, the others are excluded no more, because somebody
    /// deleted or moved the lock file.
    template< class B = Backend, std::enable_if_t< has_still_linked< B >, int > = 0 >
    bool still_linked() const noexcept
    {
        BOOST_ASSERT(m_handle.held());
        return backend().still_linked();
    }

    /// Requires: `valid()`.
    /// Returns: The process that holds the lock in exclusive mode, if somebody does and the backend can know it; a
    /// process that cannot be the holder any more is not returned. The lock may have another holder by now.
    template< class B = Backend, std::enable_if_t< has_owner< B >, int > = 0 >
    std::optional< owner_info > owner() const
    {
        return backend().owner(native_name());
    }

    /// Returns: Whether the lock is held through this handle, and the last owner died while it held the lock, so that
    /// what the lock protects may be half done. Constantly false for a backend without `reports_abandonment`. Only the
    /// acquisition that was told so says so, not a later one.
    bool abandoned() const noexcept { return m_handle.abandoned(); }

    /// Requires: `valid()`.
    /// Returns: The backend that all handles of the name share. What is safe to call on it while others use the lock,
    /// the backend's documentation tells.
    Backend const& backend() const noexcept
    {
        BOOST_ASSERT(valid());
        return m_handle.shared().backend();
    }

    /// Returns: Whether both handles share one lock state, or both are empty.
    friend bool operator==(basic_named_lock const& left, basic_named_lock const& right) noexcept
    {
        return left.m_handle.same_state(right.m_handle);
    }
    friend bool operator!=(basic_named_lock const& left, basic_named_lock const& right) noexcept
    {
        return !(left == right);
    }

private:
    friend class timed_lockable< basic_named_lock, true >;
    friend class shared_lockable< basic_named_lock, true >;
    friend class timed_shared_lockable< basic_named_lock, true >;

    using handle_type = detail::lock_handle< Backend >;

    explicit basic_named_lock(handle_type&& handle) noexcept : m_handle(std::move(handle)) {}

    static constexpr lock_options existing() noexcept { return { creation::open_only, visibility::inherited }; }

    static handle_type open(
        std::string_view name, NamingPolicy const& naming, lock_options options, detail::open_failure& failure)
    {
        native_name_type const native_name =
            naming.native_name(name_domain(), name, Backend::native_suffix, failure.code);
        if (failure.code)
            return handle_type();
        if (options.visible_to == visibility::inherited)
            options.visible_to = detail::visibility_of< NamingPolicy >;
        return handle_type(native_name, std::make_shared< std::string const >(name), options, failure);
    }

    template< class Patience >
    outcome acquire_exclusive(Patience patience) noexcept
    {
        return m_handle.acquire(detail::exclusive_mode(), patience);
    }

    handle_type m_handle;
};

} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_BASIC_NAMED_LOCK_HPP
