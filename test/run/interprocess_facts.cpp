// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What Boost.Interprocess's locks do beneath the lock state: the promises of the backends over them, and the reasons
// for what those backends add.

#include "../common/child_process.hpp"
#include "../common/environment.hpp"

#include <boost/named_lock/backend.hpp>
#include <boost/named_lock/error.hpp>
#include <boost/named_lock/interop/interprocess.hpp>
#include <boost/named_lock/name_domain.hpp>
#include <boost/named_lock/naming/temp_directory.hpp>
#include <boost/named_lock/options.hpp>
#include <boost/named_lock/outcome.hpp>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <ostream>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <type_traits>

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

using clock_type = std::chrono::steady_clock;
using named_mutexes = boost::mpl::list< interprocess_mutex_backend, interprocess_sharable_backend >;
using all_backends =
    boost::mpl::list< interprocess_mutex_backend, interprocess_sharable_backend, interprocess_file_lock_backend >;

constexpr lock_options open_only{ creation::open_only, visibility::inherited };

template< class Backend >
constexpr bool is_timed_backend_without_removal =
    is_lock_backend_v< Backend > && has_timed_mode< Backend > && !has_removal< Backend >;

static_assert(is_timed_backend_without_removal< interprocess_mutex_backend >);
static_assert(is_timed_backend_without_removal< interprocess_sharable_backend >);
static_assert(is_timed_backend_without_removal< interprocess_file_lock_backend >);
static_assert(!has_shared_mode< interprocess_mutex_backend >);
static_assert(has_timed_shared_mode< interprocess_sharable_backend >);
static_assert(has_timed_shared_mode< interprocess_file_lock_backend >);
static_assert(has_key< interprocess_file_lock_backend > && has_still_linked< interprocess_file_lock_backend >);

constexpr bool ends_in(std::string_view text, std::string_view end)
{
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

constexpr bool never_meet(std::string_view one, std::string_view other)
{
    return !ends_in(one, other) && !ends_in(other, one);
}

// Otherwise one kind's lock `n` would be another kind's lock of a longer name.
static_assert(never_meet(interprocess_mutex_backend::native_suffix, interprocess_sharable_backend::native_suffix));
static_assert(never_meet(interprocess_mutex_backend::native_suffix, ".lock"));
static_assert(never_meet(interprocess_sharable_backend::native_suffix, ".lock"));
static_assert(never_meet(interprocess_file_lock_backend::native_suffix, ".lock"));

/// The same in this process and in its children.
template< class Backend >
typename Backend::name_domain::native_name_type native_name_of(std::string const& name)
{
    std::error_code ec;
    return temp_directory_naming().native_name(typename Backend::name_domain(), name, Backend::native_suffix, ec);
}

/// Removes what the library does not.
template< class Backend >
void clean_up(std::string const& name)
{
    std::string const object = name + Backend::native_suffix;
    if constexpr (std::is_same< Backend, interprocess_mutex_backend >::value)
        boost::interprocess::named_mutex::remove(object.c_str());
    else if constexpr (std::is_same< Backend, interprocess_sharable_backend >::value)
        boost::interprocess::named_sharable_mutex::remove(object.c_str());
}

/// A fresh name, and a backend that has it open.
template< class Backend >
struct open_lock
{
    std::string name = named_lock_test::unique_name();
    typename Backend::name_domain::native_name_type native_name = native_name_of< Backend >(name);
    Backend lock;

    open_lock() { BOOST_REQUIRE(!lock.open(native_name, lock_options()).failed()); }
    ~open_lock() { clean_up< Backend >(name); }

    open_lock(open_lock const&) = delete;
    open_lock& operator=(open_lock const&) = delete;
};

template< class Backend >
constexpr char const* role_of = nullptr;
template<>
constexpr char const* role_of< interprocess_mutex_backend > = "mutex_user";
template<>
constexpr char const* role_of< interprocess_sharable_backend > = "sharable_user";
template<>
constexpr char const* role_of< interprocess_file_lock_backend > = "file_lock_user";

char const* text_of(outcome const& result)
{
    switch (result.status())
    {
    case lock_status::success:
        return "success";
    case lock_status::busy:
        return "busy";
    case lock_status::stale:
        return "stale";
    default:
        return "failure";
    }
}

/// Does with a backend what it is told, line by line.
template< class Backend >
int use(std::string const& name)
{
    Backend lock;
    std::cout << text_of(lock.open(native_name_of< Backend >(name), lock_options())) << std::endl;
    std::string command;
    while (std::getline(std::cin, command))
    {
        outcome result = outcome::generic_failure(std::errc::function_not_supported, "use");
        if (command == "try_lock")
            result = lock.try_lock();
        else if (command == "unlock")
            result = lock.unlock();
        if constexpr (has_shared_mode< Backend >)
        {
            if (command == "try_lock_shared")
                result = lock.try_lock_shared();
        }
        std::cout << text_of(result) << std::endl;
    }
    return 0;
}

/// Another process that has the lock `name` open.
template< class Backend >
class other_process
{
public:
    explicit other_process(std::string const& name) : m_child(role_of< Backend >, { name })
    {
        BOOST_REQUIRE_EQUAL(m_child.read_line(), "success");
    }

    std::string tell(std::string const& command)
    {
        m_child.write_line(command);
        return m_child.read_line();
    }

    void kill() { m_child.kill(); }

private:
    named_lock_test::child_process m_child;
};

} // namespace

NAMED_LOCK_CHILD_ROLE(mutex_user)
{
    return use< interprocess_mutex_backend >(arguments.at(0));
}

NAMED_LOCK_CHILD_ROLE(sharable_user)
{
    return use< interprocess_sharable_backend >(arguments.at(0));
}

NAMED_LOCK_CHILD_ROLE(file_lock_user)
{
    return use< interprocess_file_lock_backend >(arguments.at(0));
}

BOOST_AUTO_TEST_SUITE(interprocess_facts)

BOOST_AUTO_TEST_SUITE(all)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_new_backend_is_closed_and_forget_closes, Backend, all_backends)
{
    Backend fresh;
    BOOST_CHECK(!fresh.is_open());
    open_lock< Backend > one;
    BOOST_CHECK(one.lock.is_open());
    one.lock.forget();
    BOOST_CHECK(!one.lock.is_open());
    BOOST_CHECK(!one.lock.open(one.native_name, lock_options()).failed());
    BOOST_CHECK(one.lock.is_open());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(open_only_wants_an_object, Backend, all_backends)
{
    std::string const name = named_lock_test::unique_name();
    Backend lock;
    BOOST_CHECK(lock.open(native_name_of< Backend >(name), open_only).error() == std::errc::no_such_file_or_directory);
    BOOST_CHECK(!lock.is_open());
    open_lock< Backend > one;
    BOOST_CHECK(!lock.open(one.native_name, open_only).failed());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(processes_exclude_each_other, Backend, all_backends)
{
    open_lock< Backend > one;
    other_process< Backend > other(one.name);
    BOOST_CHECK_EQUAL(one.lock.try_lock().status(), lock_status::success);
    BOOST_CHECK_EQUAL(other.tell("try_lock"), "busy");
    BOOST_CHECK(!one.lock.unlock().failed());
    BOOST_CHECK_EQUAL(other.tell("try_lock"), "success");
    BOOST_CHECK_EQUAL(one.lock.try_lock().status(), lock_status::busy);
    BOOST_CHECK_EQUAL(other.tell("unlock"), "success");
    BOOST_CHECK_EQUAL(one.lock.try_lock().status(), lock_status::success);
    BOOST_CHECK(!one.lock.unlock().failed());
}

// `thread_owned` is false.
BOOST_AUTO_TEST_CASE_TEMPLATE(any_thread_unlocks, Backend, all_backends)
{
    open_lock< Backend > one;
    other_process< Backend > other(one.name);
    std::thread([&] { BOOST_CHECK(one.lock.lock().acquired()); }).join();
    BOOST_CHECK_EQUAL(other.tell("try_lock"), "busy");
    BOOST_CHECK(!one.lock.unlock().failed());
    BOOST_CHECK_EQUAL(other.tell("try_lock"), "success");
    BOOST_CHECK_EQUAL(other.tell("unlock"), "success");
}

// `crash_safe` is the truth in both cases.
BOOST_AUTO_TEST_CASE_TEMPLATE(a_killed_holder_keeps_or_loses_the_lock_as_promised, Backend, all_backends)
{
    open_lock< Backend > one;
    other_process< Backend > other(one.name);
    BOOST_REQUIRE_EQUAL(other.tell("try_lock"), "success");
    other.kill();
    BOOST_CHECK_EQUAL(
        one.lock.try_lock_until(clock_type::now() + std::chrono::milliseconds(20)).status(),
        Backend::crash_safe ? lock_status::success : lock_status::busy);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(closing_a_held_lock_releases_it, Backend, all_backends)
{
    open_lock< Backend > one;
    other_process< Backend > other(one.name);
    {
        Backend holder;
        BOOST_REQUIRE(!holder.open(one.native_name, lock_options()).failed());
        BOOST_REQUIRE(holder.lock().acquired());
        BOOST_CHECK_EQUAL(other.tell("try_lock"), "busy");
    }
    BOOST_CHECK_EQUAL(other.tell("try_lock"), "success");
}

// `persistent_name` is true.
BOOST_AUTO_TEST_CASE_TEMPLATE(the_name_outlives_its_users, Backend, all_backends)
{
    open_lock< Backend > one;
    one.lock.forget();
    Backend lock;
    BOOST_CHECK(!lock.open(one.native_name, open_only).failed());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(busy_is_never_said_before_the_deadline, Backend, all_backends)
{
    open_lock< Backend > one;
    other_process< Backend > other(one.name);
    BOOST_REQUIRE_EQUAL(other.tell("try_lock"), "success");
    for (std::chrono::microseconds const wait : { std::chrono::microseconds(300), std::chrono::microseconds(12345) })
    {
        clock_type::time_point const deadline = clock_type::now() + wait;
        BOOST_CHECK_EQUAL(one.lock.try_lock_until(deadline).status(), lock_status::busy);
        BOOST_CHECK(clock_type::now() >= deadline);
        if constexpr (has_timed_shared_mode< Backend >)
        {
            clock_type::time_point const next = clock_type::now() + wait;
            BOOST_CHECK_EQUAL(one.lock.try_lock_shared_until(next).status(), lock_status::busy);
            BOOST_CHECK(clock_type::now() >= next);
        }
    }
    BOOST_CHECK_EQUAL(other.tell("unlock"), "success");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_free_lock_is_taken_whatever_the_deadline, Backend, all_backends)
{
    open_lock< Backend > one;
    for (clock_type::time_point const deadline :
         { clock_type::time_point::min(), clock_type::time_point(), clock_type::now(), clock_type::time_point::max() })
    {
        BOOST_CHECK_EQUAL(one.lock.try_lock_until(deadline).status(), lock_status::success);
        BOOST_CHECK(!one.lock.unlock().failed());
        if constexpr (has_timed_shared_mode< Backend >)
        {
            BOOST_CHECK_EQUAL(one.lock.try_lock_shared_until(deadline).status(), lock_status::success);
            BOOST_CHECK(!one.lock.unlock_shared().failed());
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(named)

// `excludes_handles` is true, so these need no thread gate.
BOOST_AUTO_TEST_CASE_TEMPLATE(handles_of_one_thread_exclude_each_other, Backend, named_mutexes)
{
    open_lock< Backend > one;
    Backend second;
    BOOST_REQUIRE(!second.open(one.native_name, lock_options()).failed());
    BOOST_CHECK(one.lock.lock().acquired());
    BOOST_CHECK_EQUAL(one.lock.try_lock().status(), lock_status::busy);
    BOOST_CHECK_EQUAL(second.try_lock().status(), lock_status::busy);
    BOOST_CHECK(!one.lock.unlock().failed());
    BOOST_CHECK_EQUAL(second.try_lock().status(), lock_status::success);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_leading_slash_does_not_matter, Backend, named_mutexes)
{
    open_lock< Backend > one;
    Backend second;
    BOOST_REQUIRE(!second.open(one.native_name.substr(1u), open_only).failed());
    BOOST_CHECK(one.lock.lock().acquired());
    BOOST_CHECK_EQUAL(second.try_lock().status(), lock_status::busy);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(names_that_would_mean_another_object_are_refused, Backend, named_mutexes)
{
    using namespace std::string_literals;
    for (std::string const& name : { ""s, "/"s, "//"s, "//a"s, "/a/b"s, "/a\\b"s, "/."s, "/.."s, "/a\0b"s })
    {
        Backend lock;
        BOOST_CHECK(lock.open(name, lock_options()).error() == named_lock_errc::invalid_name);
        BOOST_CHECK(!lock.is_open());
    }
}

BOOST_AUTO_TEST_CASE(a_program_without_this_library_meets_the_same_mutex)
{
    open_lock< interprocess_mutex_backend > one;
    std::string const object = one.name + interprocess_mutex_backend::native_suffix;
    boost::interprocess::named_mutex bare(boost::interprocess::open_only, object.c_str());
    BOOST_CHECK(one.lock.lock().acquired());
    BOOST_CHECK(!bare.try_lock());
    BOOST_CHECK(!one.lock.unlock().failed());
    BOOST_CHECK(bare.try_lock());
    BOOST_CHECK_EQUAL(one.lock.try_lock().status(), lock_status::busy);
    bare.unlock();
}

BOOST_AUTO_TEST_CASE(readers_of_all_handles_share)
{
    open_lock< interprocess_sharable_backend > one;
    other_process< interprocess_sharable_backend > other(one.name);
    BOOST_CHECK(one.lock.lock_shared().acquired());
    BOOST_CHECK(one.lock.try_lock_shared().acquired());
    BOOST_CHECK_EQUAL(other.tell("try_lock_shared"), "success");
    BOOST_CHECK_EQUAL(one.lock.try_lock().status(), lock_status::busy);
}

BOOST_AUTO_TEST_CASE(closing_releases_all_readers)
{
    open_lock< interprocess_sharable_backend > one;
    {
        interprocess_sharable_backend reader;
        BOOST_REQUIRE(!reader.open(one.native_name, lock_options()).failed());
        BOOST_CHECK(reader.lock_shared().acquired());
        BOOST_CHECK(reader.lock_shared().acquired());
        BOOST_CHECK_EQUAL(one.lock.try_lock().status(), lock_status::busy);
    }
    BOOST_CHECK_EQUAL(one.lock.try_lock().status(), lock_status::success);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(file)

using backend = interprocess_file_lock_backend;

BOOST_AUTO_TEST_CASE(the_file_is_made_and_left_empty)
{
    open_lock< backend > one;
    BOOST_CHECK(std::filesystem::is_regular_file(one.native_name));
    BOOST_CHECK_EQUAL(std::filesystem::file_size(one.native_name), 0u);
}

BOOST_AUTO_TEST_CASE(a_file_of_the_user_keeps_its_content)
{
    std::filesystem::path const path = native_name_of< backend >(named_lock_test::unique_name());
    std::ofstream(path) << "content";
    {
        backend lock;
        BOOST_REQUIRE(!lock.open(path.native(), open_only).failed());
        BOOST_CHECK(lock.lock().acquired());
        BOOST_CHECK(!lock.unlock().failed());
    }
    std::string content;
    std::ifstream(path) >> content;
    BOOST_CHECK_EQUAL(content, "content");
}

BOOST_AUTO_TEST_CASE(one_file_has_one_key)
{
    open_lock< backend > one;
    open_lock< backend > other;
    backend::key_type key, again, of_other;
    BOOST_REQUIRE(!backend::identify(one.native_name, lock_options(), key).failed());
    std::filesystem::path const path = one.native_name;
    std::filesystem::path const roundabout = path.parent_path() / "." / path.filename();
    BOOST_REQUIRE(!backend::identify(roundabout.native(), open_only, again).failed());
    BOOST_REQUIRE(!backend::identify(other.native_name, open_only, of_other).failed());
    BOOST_CHECK(key == again);
    BOOST_CHECK(key != of_other);
}

BOOST_AUTO_TEST_CASE(identify_creates_as_the_options_say)
{
    lock_file::native_name_type const name = native_name_of< backend >(named_lock_test::unique_name());
    backend::key_type key;
    BOOST_CHECK(backend::identify(name, open_only, key).error() == std::errc::no_such_file_or_directory);
    BOOST_CHECK(!std::filesystem::exists(name));
    BOOST_CHECK(!backend::identify(name, lock_options(), key).failed());
    BOOST_CHECK(std::filesystem::exists(name));
}

BOOST_AUTO_TEST_CASE(identify_takes_no_lock_away)
{
    open_lock< backend > one;
    other_process< backend > other(one.name);
    BOOST_REQUIRE(one.lock.lock().acquired());
    backend::key_type key;
    BOOST_CHECK(!backend::identify(one.native_name, lock_options(), key).failed());
    BOOST_CHECK_EQUAL(other.tell("try_lock"), "busy");
}

BOOST_AUTO_TEST_CASE(what_is_no_file_is_refused)
{
    std::filesystem::path const folder = native_name_of< backend >(named_lock_test::unique_name());
    std::filesystem::create_directory(folder);
    backend::key_type key;
    backend lock;
    BOOST_CHECK(backend::identify(folder.native(), lock_options(), key).error() == std::errc::is_a_directory);
    BOOST_CHECK(lock.open(folder.native(), lock_options()).error() == std::errc::is_a_directory);
    lock_file::native_name_type const deep = (folder / "missing" / "file").native();
    BOOST_CHECK(lock.open(deep, lock_options()).error() == std::errc::no_such_file_or_directory);
    lock_file::native_name_type with_nul = (folder / "a").native();
    with_nul.push_back('\0');
    BOOST_CHECK(lock.open(with_nul, lock_options()).error() == named_lock_errc::invalid_name);
    BOOST_CHECK(std::filesystem::is_empty(folder));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()
