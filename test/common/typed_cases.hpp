// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The cases of the conformance suite that are about the interface of handles and guards, for each lock type.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_TYPED_CASES_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_TYPED_CASES_HPP

#include "another_thread.hpp"
#include "any_lock_of.hpp"
#include "lock_type.hpp"
#include "scene.hpp"

#include <boost/named_lock/backend.hpp>
#include <boost/named_lock/error.hpp>
#include <boost/named_lock/name_domain.hpp>

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <string>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

namespace named_lock_test {

/// What the rest of the world says: a party that tries, and puts back what it got.
inline bool is_free(party& other)
{
    bool const got_it = other.tell("try_lock").yes();
    if (got_it)
        BOOST_CHECK(other.tell("unlock").ok());
    return got_it;
}

template< class Lock >
struct typed_cases_of
{
    using backend = typename Lock::backend_type;
    using guard = typename Lock::guard;
    using lock_error = boost::named_locks::lock_error;

    static void an_empty_handle_is_empty(scene&)
    {
        static_assert(noexcept(Lock()), "an empty handle costs nothing");
        Lock const empty;
        BOOST_CHECK(!empty.valid());
        BOOST_CHECK(!empty.abandoned());
        BOOST_CHECK(empty.name().empty());
        BOOST_CHECK(empty == Lock());
        BOOST_CHECK(!(empty != Lock()));
        guard const nothing;
        BOOST_CHECK(!nothing);
        BOOST_CHECK(!nothing.owns_lock());
        BOOST_CHECK(!nothing.abandoned());
    }

    static void handles_of_one_name_are_equal(scene& s)
    {
        party& other = s.add();
        Lock const a(s.name());
        Lock const again(s.name());
        Lock const copy(a);
        Lock copy_of_copy;
        copy_of_copy = copy;
        BOOST_CHECK(a.valid());
        BOOST_CHECK(a == again && a == copy && a == copy_of_copy);
        BOOST_CHECK(a != Lock());
        BOOST_CHECK_EQUAL(a.name(), s.name());
        BOOST_CHECK_EQUAL(copy_of_copy.name(), s.name());
        BOOST_CHECK(a.native_name() == again.native_name());

        std::string const different = s.name() + "-different";
        s.will_leave(different);
        BOOST_CHECK(a != Lock(different));
        BOOST_CHECK(is_free(other));
    }

    // On one thread, where a recursive lock of the system would let the second one in.
    static void handles_exclude_each_other_on_one_thread(scene& s)
    {
        party& other = s.add();
        Lock a(s.name());
        Lock copy(a);
        Lock again(s.name());
        BOOST_CHECK(a.try_lock());
        BOOST_CHECK(!a.try_lock());
        BOOST_CHECK(!copy.try_lock());
        BOOST_CHECK(!again.try_lock());
        BOOST_CHECK(!again.try_acquire());
        BOOST_CHECK(!is_free(other));
        a.unlock();
        BOOST_CHECK(is_free(other));
        BOOST_CHECK(copy.try_lock());
        BOOST_CHECK(!a.try_lock());
        copy.unlock();
        BOOST_CHECK(is_free(other));
    }

    static void relocking_on_one_thread_fails(scene& s)
    {
        auto const deadlock = std::errc::resource_deadlock_would_occur;
        Lock a(s.name());
        Lock copy(a);
        a.lock();
        std::error_code ec;
        copy.lock(ec);
        BOOST_CHECK_EQUAL(ec == deadlock, true);
        BOOST_CHECK(!copy.acquire(ec));
        BOOST_CHECK_EQUAL(ec == deadlock, true);
        BOOST_CHECK_EXCEPTION(copy.lock(), lock_error, [&](lock_error const& e) { return e.code() == deadlock; });
        a.unlock();
        copy.lock();
        copy.unlock();
    }

    static void moving_a_handle_leaves_an_empty_one(scene& s)
    {
        static_assert(std::is_nothrow_move_constructible< Lock >::value, "moving can't fail");
        static_assert(std::is_nothrow_move_assignable< Lock >::value, "moving can't fail");
        static_assert(std::is_nothrow_copy_constructible< Lock >::value || sizeof(Lock) != 0, "copying is O(1)");
        party& other = s.add();
        Lock a(s.name());
        Lock b(std::move(a));
        BOOST_CHECK(!a.valid());
        BOOST_CHECK(b.valid());
        BOOST_CHECK_EQUAL(b.name(), s.name());
        BOOST_CHECK(b.try_lock());
        BOOST_CHECK(!is_free(other));
        b.unlock();
        a = std::move(b);
        BOOST_CHECK(a.valid() && !b.valid());
        BOOST_CHECK(a.try_lock());
        a.unlock();
    }

    // A lock that is held moves with its handle.
    static void a_held_handle_can_be_moved(scene& s)
    {
        party& other = s.add();
        Lock a(s.name());
        a.lock();
        Lock b(std::move(a));
        std::error_code ec;
        a.unlock(ec);
        BOOST_CHECK(ec == std::errc::operation_not_permitted);
        BOOST_CHECK(!is_free(other));
        a = std::move(b);
        b.unlock(ec);
        BOOST_CHECK(ec == std::errc::operation_not_permitted);
        BOOST_CHECK(!is_free(other));
        a.unlock();
        BOOST_CHECK(is_free(other));
    }

    static void an_empty_handle_refuses_everything(scene&)
    {
        auto const refused = std::errc::operation_not_permitted;
        Lock empty;
        std::error_code ec;
        empty.lock(ec);
        BOOST_CHECK(ec == refused);
        BOOST_CHECK(!empty.try_lock(ec));
        BOOST_CHECK(ec == refused);
        empty.unlock(ec);
        BOOST_CHECK(ec == refused);
        BOOST_CHECK(!empty.try_acquire(ec));
        BOOST_CHECK(ec == refused);
        BOOST_CHECK_EXCEPTION(empty.lock(), lock_error, [&](lock_error const& e) { return e.code() == refused; });
        guard nothing;
        nothing.unlock(ec);
        BOOST_CHECK(ec == refused);
    }

    static void a_guard_holds_until_it_ends(scene& s)
    {
        party& other = s.add();
        Lock lock(s.name());
        {
            guard const held = lock.acquire();
            BOOST_CHECK(held);
            BOOST_CHECK(held.owns_lock());
            BOOST_CHECK(!held.abandoned());
            BOOST_CHECK(!is_free(other));
            BOOST_CHECK(!lock.try_acquire());
        }
        BOOST_CHECK(is_free(other));
        guard early = lock.try_acquire();
        BOOST_CHECK(early.owns_lock());
        BOOST_CHECK(!is_free(other));
        early.unlock();
        BOOST_CHECK(!early.owns_lock());
        BOOST_CHECK(is_free(other));
    }

    static void a_guard_outlives_its_handle(scene& s)
    {
        party& other = s.add();
        guard survivor;
        {
            Lock lock(s.name());
            survivor = lock.acquire();
        }
        BOOST_CHECK(survivor);
        BOOST_CHECK(!is_free(other));
        survivor = guard();
        BOOST_CHECK(is_free(other));
    }

    static void a_guard_moves_between_scopes(scene& s)
    {
        static_assert(std::is_nothrow_move_constructible< guard >::value, "moving a guard can't fail");
        static_assert(!std::is_copy_constructible< guard >::value, "two guards can't own one acquisition");
        party& other = s.add();
        Lock lock(s.name());
        guard outer;
        {
            guard inner = lock.acquire();
            outer = std::move(inner);
            BOOST_CHECK(!inner);
            BOOST_CHECK(outer);
        }
        BOOST_CHECK(!is_free(other));
        {
            guard const innermost = std::move(outer);
            BOOST_CHECK(!is_free(other));
        }
        BOOST_CHECK(is_free(other));

        // Assignment releases what was held before, at once and not when the source ends.
        std::string const different = s.name() + "-different";
        s.will_leave(different);
        guard first = lock.acquire();
        guard second = Lock(different).acquire();
        first = std::move(second);
        BOOST_CHECK(is_free(other));
        BOOST_CHECK(!second && first);
        BOOST_CHECK(first.mutex() != nullptr && first.mutex()->name() == different);
        BOOST_CHECK(second.mutex() == nullptr);
    }

    static void a_guard_moves_to_another_thread(scene& s)
    {
        party& other = s.add();
        Lock lock(s.name());
        guard held = lock.acquire();
        on_another_thread([moved = std::move(held)]() mutable { moved = guard(); });
        BOOST_CHECK(is_free(other));
        // And back: acquired there, released here.
        on_another_thread([&] { held = lock.acquire(); });
        BOOST_CHECK(!is_free(other));
        held.unlock();
        BOOST_CHECK(is_free(other));
    }

    static void another_thread_may_unlock(scene& s)
    {
        party& other = s.add();
        Lock lock(s.name());
        lock.lock();
        on_another_thread([&] { lock.unlock(); });
        BOOST_CHECK(is_free(other));
        on_another_thread([&] { lock.lock(); });
        BOOST_CHECK(!is_free(other));
        lock.unlock();
        BOOST_CHECK(is_free(other));
    }

    static void another_thread_may_not_unlock(scene& s)
    {
        party& other = s.add();
        Lock lock(s.name());
        lock.lock();
        std::error_code ec;
        on_another_thread([&] { lock.unlock(ec); });
        BOOST_CHECK(ec == std::errc::operation_not_permitted);
        BOOST_CHECK(!is_free(other));
        lock.unlock();
        BOOST_CHECK(is_free(other));
    }

    // With a gate in front of it, such a lock would stay closed for ever.
    static void a_thread_may_end_while_it_owns_the_lock(scene& s)
    {
        party& other = s.add();
        Lock lock(s.name());
        on_another_thread([copy = Lock(lock)]() mutable { copy.lock(); });
        BOOST_CHECK(other.tell("lock").ok());
        BOOST_CHECK_EQUAL(other.tell("abandoned").yes(), backend::reports_abandonment);
        BOOST_CHECK(other.tell("unlock").ok());
        BOOST_CHECK(lock.try_lock());
        BOOST_CHECK(!lock.abandoned());
        lock.unlock();
    }

    static void native_names_name_the_same_lock(scene& s)
    {
        party& other = s.add();
        Lock const by_name(s.name());
        Lock native = Lock::from_native_name(by_name.native_name());
        std::error_code ec = std::make_error_code(std::errc::io_error);
        Lock const native_again = Lock::from_native_name(by_name.native_name(), ec);
        BOOST_CHECK(!ec);
        BOOST_CHECK(native == by_name);
        BOOST_CHECK(native_again == by_name);
        BOOST_CHECK(native.name().empty());
        BOOST_CHECK(native.native_name() == by_name.native_name());
        if constexpr (std::is_same< typename backend::name_domain, boost::named_locks::lock_file >::value)
            BOOST_CHECK(by_name.path() == std::filesystem::path(by_name.native_name()));
        BOOST_CHECK(native.try_lock());
        BOOST_CHECK(!is_free(other));
        native.unlock();
        BOOST_CHECK(is_free(other));
    }
};

template< class Lock >
void add_typed_cases(std::vector< typed_case >& list)
{
    using cases = typed_cases_of< Lock >;
    list.insert(
        list.end(),
        { { "an_empty_handle_is_empty", cases::an_empty_handle_is_empty },
          { "an_empty_handle_refuses_everything", cases::an_empty_handle_refuses_everything },
          { "handles_of_one_name_are_equal", cases::handles_of_one_name_are_equal },
          { "handles_exclude_each_other_on_one_thread", cases::handles_exclude_each_other_on_one_thread },
          { "moving_a_handle_leaves_an_empty_one", cases::moving_a_handle_leaves_an_empty_one },
          { "a_held_handle_can_be_moved", cases::a_held_handle_can_be_moved },
          { "a_guard_holds_until_it_ends", cases::a_guard_holds_until_it_ends },
          { "a_guard_outlives_its_handle", cases::a_guard_outlives_its_handle },
          { "a_guard_moves_between_scopes", cases::a_guard_moves_between_scopes },
          { "native_names_name_the_same_lock", cases::native_names_name_the_same_lock } });
    if constexpr (Lock::backend_type::thread_owned)
        list.insert(
            list.end(),
            { { "relocking_on_one_thread_fails", cases::relocking_on_one_thread_fails },
              { "another_thread_may_not_unlock", cases::another_thread_may_not_unlock },
              { "a_thread_may_end_while_it_owns_the_lock", cases::a_thread_may_end_while_it_owns_the_lock } });
    else
        list.insert(
            list.end(),
            { { "a_guard_moves_to_another_thread", cases::a_guard_moves_to_another_thread },
              { "another_thread_may_unlock", cases::another_thread_may_unlock } });
}

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_TYPED_CASES_HPP
