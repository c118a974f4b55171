// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What a mutex of Windows does beneath the lock state, through the backend itself. For Windows only.

#include "../common/child_process.hpp"
#include "../common/environment.hpp"

#include <boost/named_lock/backend.hpp>
#include <boost/named_lock/backends/win32_mutex.hpp>
#include <boost/named_lock/error.hpp>
#include <boost/named_lock/options.hpp>
#include <boost/named_lock/outcome.hpp>

#include <boost/test/unit_test.hpp>

#include <boost/winapi/event.hpp>
#include <boost/winapi/handles.hpp>
#include <boost/winapi/semaphore.hpp>

#include <chrono>
#include <cstddef>
#include <iostream>
#include <ostream>
#include <string>
#include <system_error>
#include <thread>

using namespace boost::named_locks;

namespace boost {
namespace named_locks {

static std::ostream& operator<<(std::ostream& out, lock_status status)
{
    return out << static_cast< int >(status);
}

} // namespace named_locks
} // namespace boost

namespace {

using backend = win32_mutex_backend;
using clock_type = std::chrono::steady_clock;

constexpr lock_options open_only{ creation::open_only, visibility::inherited };

static_assert(is_lock_backend_v< backend >);
static_assert(has_timed_mode< backend > && has_native_handle< backend >);
static_assert(!has_shared_mode< backend > && !has_removal< backend > && !has_still_linked< backend >);

std::wstring wide(std::string const& ascii)
{
    return std::wstring(ascii.begin(), ascii.end());
}

std::wstring fresh_name()
{
    return L"Global\\" + wide(named_lock_test::unique_name());
}

/// Calls a member on a thread of its own, which then ends.
template< class Function >
outcome elsewhere(Function function)
{
    outcome result;
    std::thread([&] { result = function(); }).join();
    return result;
}

/// An object of another kind, which takes a name.
class foreign_object
{
public:
    explicit foreign_object(boost::winapi::HANDLE_ handle) : m_handle(handle) { BOOST_REQUIRE(handle != nullptr); }
    ~foreign_object() { boost::winapi::CloseHandle(m_handle); }

    foreign_object(foreign_object const&) = delete;
    foreign_object& operator=(foreign_object const&) = delete;

private:
    boost::winapi::HANDLE_ m_handle;
};

struct open_mutex
{
    std::wstring name = fresh_name();
    backend mutex;

    open_mutex() { BOOST_REQUIRE(!mutex.open(name, lock_options()).failed()); }
};

} // namespace

/// Locks the mutex that its argument names, says so, and lives until it is killed or told to do something else.
NAMED_LOCK_CHILD_ROLE(holder)
{
    backend mutex;
    outcome const opened = mutex.open(wide(arguments.at(0)), lock_options());
    std::cout << (opened.failed() || !mutex.lock().acquired() ? "failed" : "locked") << std::endl;
    std::string command;
    while (std::getline(std::cin, command))
    {
        if (command == "unlock")
            std::cout << (mutex.unlock().failed() ? "failed" : "unlocked") << std::endl;
    }
    return 0;
}

BOOST_AUTO_TEST_SUITE(win32_mutex)

BOOST_AUTO_TEST_SUITE(opening)

BOOST_AUTO_TEST_CASE(a_new_backend_is_closed_and_forget_closes)
{
    backend mutex;
    BOOST_CHECK(!mutex.is_open());
    BOOST_CHECK(mutex.native_handle() == nullptr);
    BOOST_REQUIRE(!mutex.open(fresh_name(), lock_options()).failed());
    BOOST_CHECK(mutex.is_open());
    BOOST_CHECK(mutex.native_handle() != nullptr);
    mutex.forget();
    BOOST_CHECK(!mutex.is_open());
}

BOOST_AUTO_TEST_CASE(open_only_wants_a_mutex)
{
    std::wstring const name = fresh_name();
    backend mutex;
    outcome const missing = mutex.open(name, open_only);
    BOOST_CHECK(missing.failed());
    BOOST_CHECK(missing.error() == std::errc::no_such_file_or_directory);
    BOOST_CHECK_EQUAL(missing.call(), "OpenMutexW");
    BOOST_CHECK(!mutex.is_open());

    backend creator;
    BOOST_REQUIRE(!creator.open(name, lock_options()).failed());
    BOOST_REQUIRE(!mutex.open(name, open_only).failed());
    BOOST_CHECK_EQUAL(mutex.try_lock().status(), lock_status::success);
    BOOST_CHECK_EQUAL(elsewhere([&] { return creator.try_lock(); }).status(), lock_status::busy);
    BOOST_CHECK(!mutex.unlock().failed());
}

BOOST_AUTO_TEST_CASE(the_name_does_not_outlive_its_users)
{
    std::wstring const name = fresh_name();
    {
        backend mutex;
        BOOST_REQUIRE(!mutex.open(name, lock_options()).failed());
    }
    backend mutex;
    BOOST_CHECK(mutex.open(name, open_only).error() == std::errc::no_such_file_or_directory);
}

BOOST_AUTO_TEST_CASE(another_kind_of_object_is_not_a_lock)
{
    std::wstring const event_name = fresh_name();
    foreign_object const event(boost::winapi::CreateEventW(nullptr, true, false, event_name.c_str()));
    std::wstring const semaphore_name = fresh_name();
    foreign_object const semaphore(boost::winapi::CreateSemaphoreW(nullptr, 1, 1, semaphore_name.c_str()));
    for (std::wstring const& name : { event_name, semaphore_name })
    {
        for (lock_options const& options : { lock_options(), open_only })
        {
            backend mutex;
            BOOST_CHECK(mutex.open(name, options).error() == named_lock_errc::not_a_lock_object);
            BOOST_CHECK(!mutex.is_open());
        }
    }
}

BOOST_AUTO_TEST_CASE(names_that_would_mean_another_object_are_refused)
{
    for (lock_options const& options : { lock_options(), open_only })
    {
        backend mutex;
        BOOST_CHECK(mutex.open(L"", options).error() == named_lock_errc::invalid_name);
        BOOST_CHECK(mutex.open(std::wstring(L"Global\\a\0b", 10u), options).error() == named_lock_errc::invalid_name);
        std::wstring name = fresh_name();
        name.resize(kernel_object::max_name_length + 1u, L'x');
        BOOST_CHECK(mutex.open(name, options).error() == named_lock_errc::name_too_long);
        BOOST_CHECK(mutex.open(fresh_name() + L"\\x", options).failed());
        BOOST_CHECK(mutex.open(L"Global\\", options).failed());
        BOOST_CHECK(!mutex.is_open());
    }
}

BOOST_AUTO_TEST_CASE(the_longest_name_is_used_to_its_end)
{
    std::wstring name = fresh_name();
    name.resize(kernel_object::max_name_length - 1u, L'x');
    backend one, other;
    BOOST_REQUIRE(!one.open(name + L'1', lock_options()).failed());
    BOOST_REQUIRE(!other.open(name + L'2', lock_options()).failed());
    BOOST_CHECK(one.lock().acquired());
    BOOST_CHECK(elsewhere([&] { return other.try_lock(); }).acquired());
    BOOST_CHECK(!one.unlock().failed());
}

BOOST_AUTO_TEST_CASE(global_and_local_names_are_different)
{
    std::wstring const stem = wide(named_lock_test::unique_name());
    backend global, local;
    BOOST_REQUIRE(!global.open(L"Global\\" + stem, lock_options()).failed());
    BOOST_CHECK(local.open(L"Local\\" + stem, open_only).failed());
    BOOST_REQUIRE(!local.open(L"Local\\" + stem, lock_options()).failed());
    BOOST_CHECK(global.lock().acquired());
    BOOST_CHECK(elsewhere([&] { return local.try_lock(); }).acquired());
    BOOST_CHECK(!global.unlock().failed());
}

BOOST_AUTO_TEST_CASE(every_visibility_makes_one_and_the_same_mutex)
{
    for (visibility const visible_to : { visibility::inherited, visibility::user, visibility::everyone })
    {
        std::wstring const name = fresh_name();
        backend creator, second;
        BOOST_REQUIRE(!creator.open(name, { creation::open_or_create, visible_to }).failed());
        BOOST_REQUIRE(!second.open(name, { creation::open_or_create, visible_to }).failed());
        BOOST_CHECK(creator.lock().acquired());
        BOOST_CHECK_EQUAL(elsewhere([&] { return second.try_lock(); }).status(), lock_status::busy);
        BOOST_CHECK(!creator.unlock().failed());
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(ownership)

// This is why the lock state has a recursion guard.
BOOST_FIXTURE_TEST_CASE(the_owner_is_let_in_again, open_mutex)
{
    backend second;
    BOOST_REQUIRE(!second.open(name, lock_options()).failed());
    BOOST_CHECK_EQUAL(mutex.lock().status(), lock_status::success);
    BOOST_CHECK_EQUAL(mutex.try_lock().status(), lock_status::success);
    BOOST_CHECK_EQUAL(second.try_lock().status(), lock_status::success);
    BOOST_CHECK(!mutex.unlock().failed());
    BOOST_CHECK(!mutex.unlock().failed());
    BOOST_CHECK_EQUAL(elsewhere([&] { return mutex.try_lock(); }).status(), lock_status::busy);
    BOOST_CHECK(!second.unlock().failed());
    BOOST_CHECK_EQUAL(elsewhere([&] { return mutex.try_lock(); }).status(), lock_status::success);
}

BOOST_FIXTURE_TEST_CASE(only_the_owner_releases, open_mutex)
{
    constexpr int error_not_owner = 288;
    outcome const unlocked = mutex.unlock();
    BOOST_CHECK(unlocked.failed());
    BOOST_CHECK_EQUAL(unlocked.error().value(), error_not_owner);
    BOOST_CHECK_EQUAL(unlocked.call(), "ReleaseMutex");

    BOOST_REQUIRE(mutex.lock().acquired());
    outcome const foreign = elsewhere([&] { return mutex.unlock(); });
    BOOST_CHECK(foreign.failed());
    BOOST_CHECK_EQUAL(foreign.error().value(), error_not_owner);
    BOOST_CHECK_EQUAL(elsewhere([&] { return mutex.try_lock(); }).status(), lock_status::busy);
    BOOST_CHECK(!mutex.unlock().failed());
    BOOST_CHECK(mutex.unlock().failed());
}

BOOST_FIXTURE_TEST_CASE(closing_releases_on_the_owners_thread, open_mutex)
{
    backend second;
    BOOST_REQUIRE(!second.open(name, lock_options()).failed());
    BOOST_REQUIRE(mutex.lock().acquired());
    mutex.forget();
    BOOST_CHECK_EQUAL(elsewhere([&] { return second.try_lock(); }).status(), lock_status::success);
}

// The system owns by thread and not by handle: what this thread locked by one handle is not the other handle's to give.
BOOST_FIXTURE_TEST_CASE(closing_releases_nothing_that_was_locked_by_another_handle, open_mutex)
{
    BOOST_REQUIRE(mutex.lock().acquired());
    {
        backend second;
        BOOST_REQUIRE(!second.open(name, lock_options()).failed());
    }
    BOOST_CHECK_EQUAL(elsewhere([&] { return mutex.try_lock(); }).status(), lock_status::busy);
    BOOST_CHECK(!mutex.unlock().failed());
}

BOOST_FIXTURE_TEST_CASE(opening_again_closes_first, open_mutex)
{
    backend second;
    BOOST_REQUIRE(!second.open(name, lock_options()).failed());
    BOOST_REQUIRE(mutex.lock().acquired());
    BOOST_REQUIRE(!mutex.open(fresh_name(), lock_options()).failed());
    BOOST_CHECK_EQUAL(elsewhere([&] { return second.try_lock(); }).status(), lock_status::success);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(abandonment)

BOOST_FIXTURE_TEST_CASE(the_end_of_the_owners_thread_is_reported_once, open_mutex)
{
    BOOST_CHECK_EQUAL(elsewhere([&] { return mutex.lock(); }).status(), lock_status::success);
    outcome const next = mutex.try_lock();
    BOOST_CHECK_EQUAL(next.status(), lock_status::abandoned);
    BOOST_CHECK(next.acquired());
    BOOST_CHECK_EQUAL(elsewhere([&] { return mutex.try_lock(); }).status(), lock_status::busy);
    BOOST_CHECK(!mutex.unlock().failed());
    BOOST_CHECK_EQUAL(mutex.try_lock().status(), lock_status::success);
    BOOST_CHECK(!mutex.unlock().failed());
}

BOOST_FIXTURE_TEST_CASE(every_way_to_lock_reports_it, open_mutex)
{
    BOOST_CHECK_EQUAL(elsewhere([&] { return mutex.lock(); }).status(), lock_status::success);
    BOOST_CHECK_EQUAL(elsewhere([&] { return mutex.lock(); }).status(), lock_status::abandoned);
    BOOST_CHECK_EQUAL(elsewhere([&] { return mutex.try_lock(); }).status(), lock_status::abandoned);
    BOOST_CHECK_EQUAL(
        elsewhere([&] { return mutex.try_lock_until(clock_type::time_point::max()); }).status(),
        lock_status::abandoned);
    BOOST_CHECK_EQUAL(
        elsewhere([&] { return mutex.try_lock_until(clock_type::time_point::min()); }).status(),
        lock_status::abandoned);
}

BOOST_FIXTURE_TEST_CASE(the_end_of_the_owners_process_is_reported, open_mutex)
{
    named_lock_test::child_process child("holder", { std::string(name.begin(), name.end()) });
    BOOST_REQUIRE_EQUAL(child.read_line(), "locked");
    BOOST_CHECK_EQUAL(mutex.try_lock().status(), lock_status::busy);
    child.kill();
    BOOST_CHECK_EQUAL(mutex.lock().status(), lock_status::abandoned);
    BOOST_CHECK(!mutex.unlock().failed());
    BOOST_CHECK_EQUAL(mutex.lock().status(), lock_status::success);
    BOOST_CHECK(!mutex.unlock().failed());
}

BOOST_FIXTURE_TEST_CASE(an_unlock_in_time_is_not_abandonment, open_mutex)
{
    named_lock_test::child_process child("holder", { std::string(name.begin(), name.end()) });
    BOOST_REQUIRE_EQUAL(child.read_line(), "locked");
    child.write_line("unlock");
    BOOST_REQUIRE_EQUAL(child.read_line(), "unlocked");
    child.kill();
    BOOST_CHECK_EQUAL(mutex.lock().status(), lock_status::success);
    BOOST_CHECK(!mutex.unlock().failed());
}

// The report is kept in the kernel object, which goes with its last handle.
BOOST_AUTO_TEST_CASE(nobody_is_told_when_nobody_had_it_open)
{
    std::wstring const name = fresh_name();
    {
        named_lock_test::child_process child("holder", { std::string(name.begin(), name.end()) });
        BOOST_REQUIRE_EQUAL(child.read_line(), "locked");
        child.kill();
    }
    backend mutex;
    BOOST_REQUIRE(!mutex.open(name, lock_options()).failed());
    BOOST_CHECK_EQUAL(mutex.lock().status(), lock_status::success);
    BOOST_CHECK(!mutex.unlock().failed());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(waiting)

BOOST_FIXTURE_TEST_CASE(busy_is_never_said_before_the_deadline, open_mutex)
{
    BOOST_REQUIRE(mutex.lock().acquired());
    // Shorter than a millisecond, and no whole number of them.
    for (std::chrono::microseconds const wait : { std::chrono::microseconds(300), std::chrono::microseconds(12345) })
    {
        outcome const result = elsewhere([&] {
            clock_type::time_point const deadline = clock_type::now() + wait;
            outcome const waited = mutex.try_lock_until(deadline);
            BOOST_CHECK(clock_type::now() >= deadline);
            return waited;
        });
        BOOST_CHECK_EQUAL(result.status(), lock_status::busy);
    }
    BOOST_CHECK(!mutex.unlock().failed());
}

BOOST_FIXTURE_TEST_CASE(a_free_mutex_is_taken_whatever_the_deadline, open_mutex)
{
    for (clock_type::time_point const deadline :
         { clock_type::time_point::min(), clock_type::time_point(), clock_type::now(), clock_type::time_point::max() })
    {
        BOOST_CHECK_EQUAL(mutex.try_lock_until(deadline).status(), lock_status::success);
        BOOST_CHECK(!mutex.unlock().failed());
    }
}

BOOST_FIXTURE_TEST_CASE(a_passed_deadline_does_not_wait, open_mutex)
{
    BOOST_REQUIRE(mutex.lock().acquired());
    for (clock_type::time_point const deadline : { clock_type::time_point::min(), clock_type::now() })
    {
        BOOST_CHECK_EQUAL(elsewhere([&] { return mutex.try_lock_until(deadline); }).status(), lock_status::busy);
    }
    BOOST_CHECK(!mutex.unlock().failed());
}

BOOST_FIXTURE_TEST_CASE(waiting_on_nothing_is_a_failure, open_mutex)
{
    mutex.forget();
    BOOST_CHECK(mutex.lock().failed());
    BOOST_CHECK(mutex.try_lock().failed());
    BOOST_CHECK(mutex.try_lock_until(clock_type::time_point::max()).failed());
    BOOST_CHECK(mutex.unlock().failed());
    BOOST_CHECK_EQUAL(mutex.lock().call(), "WaitForSingleObject");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()
