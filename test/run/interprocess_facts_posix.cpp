// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What Boost.Interprocess's locks do on POSIX systems only: descriptors, signals, fork, kinds of files, modes.

#include "../common/child_process.hpp"
#include "../common/environment.hpp"

#include <boost/named_lock/error.hpp>
#include <boost/named_lock/interop/interprocess.hpp>
#include <boost/named_lock/name_domain.hpp>
#include <boost/named_lock/naming/temp_directory.hpp>
#include <boost/named_lock/options.hpp>
#include <boost/named_lock/outcome.hpp>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <ostream>
#include <string>
#include <system_error>
#include <thread>

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

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
using all_backends =
    boost::mpl::list< interprocess_mutex_backend, interprocess_sharable_backend, interprocess_file_lock_backend >;

template< class Backend >
std::string native_name_of(std::string const& name)
{
    std::error_code ec;
    return temp_directory_naming().native_name(typename Backend::name_domain(), name, Backend::native_suffix, ec);
}

/// A fresh native name, whose object is removed in the end.
template< class Backend >
struct fresh_name
{
    std::string user_name = named_lock_test::unique_name();
    std::string native = native_name_of< Backend >(user_name);

    fresh_name() = default;
    ~fresh_name()
    {
        boost::interprocess::named_mutex::remove(native.c_str());
        boost::interprocess::named_sharable_mutex::remove(native.c_str());
        ::unlink(native.c_str());
    }

    fresh_name(fresh_name const&) = delete;
    fresh_name& operator=(fresh_name const&) = delete;
};

template< class Backend >
struct open_lock : fresh_name< Backend >
{
    Backend lock;

    open_lock() { BOOST_REQUIRE(!lock.open(this->native, lock_options()).failed()); }
};

/// Another process that has the lock file open.
class other_process
{
public:
    explicit other_process(std::string const& path) : m_child("file_locker", { path }) {}

    /// Returns: Whether the file was free.
    bool finds_it_free()
    {
        m_child.write_line("try");
        return m_child.read_line() == "free";
    }

private:
    named_lock_test::child_process m_child;
};

/// Runs `body` in a forked child. Returns: The exit code of the child, which is what `body` returns.
template< class Body >
int in_a_fork(Body body)
{
    ::pid_t const child = ::fork();
    if (child == 0)
        ::_exit(body());
    int status = -1;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR)
    {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

::mode_t mode_of(std::string const& path)
{
    struct ::stat status;
    BOOST_REQUIRE_EQUAL(::stat(path.c_str(), &status), 0);
    return status.st_mode & 07777;
}

/// Sets the umask of the process, and sets it back in the end.
class changed_umask
{
public:
    explicit changed_umask(::mode_t mask) : m_before(::umask(mask)) {}
    ~changed_umask() { ::umask(m_before); }

    changed_umask(changed_umask const&) = delete;
    changed_umask& operator=(changed_umask const&) = delete;

private:
    ::mode_t m_before;
};

std::atomic< int > signals_handled{ 0 };

extern "C" void count_signal(int)
{
    ++signals_handled;
}

/// Interrupts system calls: a handler that was set without SA_RESTART.
class interrupting_signal
{
public:
    interrupting_signal()
    {
        struct ::sigaction action = {};
        action.sa_handler = &count_signal;
        ::sigemptyset(&action.sa_mask);
        ::sigaction(SIGUSR1, &action, &m_before);
    }
    ~interrupting_signal() { ::sigaction(SIGUSR1, &m_before, nullptr); }

    interrupting_signal(interrupting_signal const&) = delete;
    interrupting_signal& operator=(interrupting_signal const&) = delete;

    /// Sends the signal, and returns when it has been handled.
    static void send(std::thread& receiver)
    {
        int const before = signals_handled.load();
        ::pthread_kill(receiver.native_handle(), SIGUSR1);
        while (signals_handled.load() == before)
            std::this_thread::yield();
        // A sleep goes on for what is left of it, so it does not end at all when it is interrupted without a pause.
        std::this_thread::sleep_for(std::chrono::microseconds(100));
    }

private:
    struct ::sigaction m_before;
};

} // namespace

NAMED_LOCK_CHILD_ROLE(file_locker)
{
    interprocess_file_lock_backend lock;
    bool const opened = !lock.open(arguments.at(0), lock_options()).failed();
    std::string command;
    while (std::getline(std::cin, command))
    {
        bool const free = opened && lock.try_lock().acquired();
        if (free)
            lock.unlock();
        std::cout << (free ? "free" : "not free") << std::endl;
    }
    return 0;
}

BOOST_AUTO_TEST_SUITE(interprocess_facts_posix)

// Boost.Interprocess passes EINTR on as a failure.
BOOST_AUTO_TEST_CASE_TEMPLATE(signals_do_not_end_a_wait, Backend, all_backends)
{
    open_lock< Backend > one;
    // The system lets a process have a file lock twice, so the holder is a child: it holds until it is let go.
    int to_child[2], from_child[2];
    BOOST_REQUIRE(::pipe(to_child) == 0 && ::pipe(from_child) == 0);
    ::pid_t const holder = ::fork();
    if (holder == 0)
    {
        char byte = 'h';
        Backend lock;
        bool const held = !lock.open(one.native, lock_options()).failed() && lock.lock().acquired();
        ::close(to_child[1]);
        bool const told = ::write(from_child[1], &byte, 1) == 1 && ::read(to_child[0], &byte, 1) >= 0;
        ::_exit(held && told && !lock.unlock().failed() ? 0 : 1);
    }
    char byte;
    BOOST_REQUIRE_EQUAL(::read(from_child[0], &byte, 1), 1);

    interrupting_signal const signal;
    std::atomic< bool > has_waited{ false };
    outcome locked, waited;
    std::thread waiter([&] {
        waited = one.lock.try_lock_until(clock_type::now() + std::chrono::milliseconds(20));
        has_waited = true;
        locked = one.lock.lock();
    });
    while (!has_waited)
        signal.send(waiter);
    for (int i = 0; i < 200; ++i)
        signal.send(waiter);
    ::close(to_child[1]);
    waiter.join();
    int status = -1;
    ::waitpid(holder, &status, 0);
    for (int const end : { to_child[0], from_child[0], from_child[1] })
        ::close(end);

    BOOST_CHECK_EQUAL(status, 0);
    BOOST_CHECK_EQUAL(waited.status(), lock_status::busy);
    BOOST_CHECK_EQUAL(locked.status(), lock_status::success);
}

// Whatever the child does, the parent's lock stays the parent's, and the child is excluded by it.
BOOST_AUTO_TEST_CASE_TEMPLATE(a_forked_child_has_nothing_of_its_parents, Backend, all_backends)
{
    open_lock< Backend > one;
    BOOST_REQUIRE(one.lock.lock().acquired());
    int const in_child = in_a_fork([&] {
        one.lock.forget();
        if (one.lock.is_open() || one.lock.open(one.native, lock_options()).failed())
            return 1;
        if (one.lock.try_lock().status() != lock_status::busy)
            return 2;
        one.lock.forget();
        return 0;
    });
    BOOST_CHECK_EQUAL(in_child, 0);
    int const in_another = in_a_fork([&] {
        one.lock.forget();
        Backend fresh;
        return fresh.open(one.native, lock_options()).failed() ? 1 :
            fresh.try_lock().status() == lock_status::busy     ? 0 :
                                                                 2;
    });
    BOOST_CHECK_EQUAL(in_another, 0);
    BOOST_CHECK(!one.lock.unlock().failed());
    int const in_the_last = in_a_fork([&] {
        one.lock.forget();
        Backend fresh;
        return fresh.open(one.native, lock_options()).failed() || !fresh.lock().acquired() ? 1 : 0;
    });
    BOOST_CHECK_EQUAL(in_the_last, 0);
    BOOST_CHECK(one.lock.try_lock().acquired());
}

BOOST_AUTO_TEST_SUITE(file)

using backend = interprocess_file_lock_backend;

// The reason why states of this lock are known by inode, and why `identify` opens nothing.
BOOST_AUTO_TEST_CASE(closing_any_descriptor_of_the_file_drops_the_lock)
{
    open_lock< backend > one;
    other_process other(one.native);
    BOOST_REQUIRE(one.lock.lock().acquired());
    BOOST_CHECK(!other.finds_it_free());
    backend::key_type key;
    BOOST_CHECK(!backend::identify(one.native, lock_options(), key).failed());
    BOOST_CHECK(!other.finds_it_free());
    {
        std::ifstream const reader(one.native);
    }
    BOOST_CHECK(other.finds_it_free());
}

// The reason for the thread gate.
BOOST_AUTO_TEST_CASE(the_system_does_not_exclude_threads)
{
    open_lock< backend > one;
    BOOST_CHECK(one.lock.lock().acquired());
    std::thread([&] { BOOST_CHECK(one.lock.try_lock().acquired()); }).join();
    backend second;
    BOOST_REQUIRE(!second.open(one.native, lock_options()).failed());
    BOOST_CHECK(second.try_lock().acquired());
}

BOOST_AUTO_TEST_CASE(all_paths_of_a_file_have_one_key)
{
    open_lock< backend > one;
    std::filesystem::path const folder = named_lock_test::temporary_folder() / named_lock_test::unique_name();
    std::filesystem::create_directory(folder);
    std::filesystem::create_hard_link(one.native, folder / "hard");
    std::filesystem::create_directory_symlink(folder, folder / "link");
    backend::key_type key;
    BOOST_REQUIRE(!backend::identify(one.native, lock_options(), key).failed());
    for (std::filesystem::path const& path :
         { folder / "hard", folder / "link" / "hard", folder / ".." / folder.filename() / "hard" })
    {
        backend::key_type other;
        BOOST_CHECK(!backend::identify(path.native(), lock_options(), other).failed());
        BOOST_CHECK(other == key);
    }
}

// A lock on a file that nobody finds any more would exclude nobody.
BOOST_AUTO_TEST_CASE(an_exchanged_or_deleted_file_is_noticed)
{
    open_lock< backend > one;
    BOOST_REQUIRE(one.lock.lock().acquired());
    BOOST_CHECK(one.lock.still_linked());
    {
        std::ofstream const another(one.native + ".new");
    }
    std::filesystem::rename(one.native + ".new", one.native);
    BOOST_CHECK(!one.lock.still_linked());
    BOOST_CHECK(!one.lock.unlock().failed());

    BOOST_CHECK_EQUAL(one.lock.lock().status(), lock_status::stale);
    BOOST_CHECK_EQUAL(one.lock.try_lock().status(), lock_status::stale);
    BOOST_CHECK_EQUAL(one.lock.try_lock_until(clock_type::now()).status(), lock_status::stale);
    BOOST_CHECK_EQUAL(one.lock.lock_shared().status(), lock_status::stale);
    BOOST_CHECK_EQUAL(one.lock.try_lock_shared().status(), lock_status::stale);
    BOOST_CHECK_EQUAL(one.lock.try_lock_shared_until(clock_type::now()).status(), lock_status::stale);

    // Another state of this process may have the new file open: this one neither opens it nor makes a third.
    BOOST_CHECK(one.lock.open(one.native, lock_options()).error() == named_lock_errc::unstable_path);
    BOOST_CHECK(std::filesystem::remove(one.native));
    BOOST_CHECK(one.lock.open(one.native, lock_options()).error() == named_lock_errc::unstable_path);
    BOOST_CHECK(!std::filesystem::exists(one.native));
    backend fresh;
    BOOST_CHECK(!fresh.open(one.native, lock_options()).failed());
}

BOOST_AUTO_TEST_CASE(what_is_no_regular_file_is_refused_and_left_alone)
{
    std::filesystem::path const folder = named_lock_test::temporary_folder() / named_lock_test::unique_name();
    std::filesystem::create_directory(folder);
    std::string const fifo = (folder / "fifo").native();
    BOOST_REQUIRE_EQUAL(::mkfifo(fifo.c_str(), 0600), 0);
    std::filesystem::create_symlink(folder / "nothing", folder / "dangling");
    std::ofstream(folder / "target") << "content";
    std::filesystem::create_symlink(folder / "target", folder / "live");

    // The path of a socket may only be short, so it is made in the folder itself.
    std::filesystem::path const before = std::filesystem::current_path();
    std::filesystem::current_path(folder);
    int const socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    ::sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    address.sun_path[0] = 's';
    int const bound = ::bind(socket, reinterpret_cast< ::sockaddr* >(&address), sizeof(address));
    std::filesystem::current_path(before);
    BOOST_REQUIRE_EQUAL(bound, 0);

    struct
    {
        char const* name;
        std::error_code expected;
    } const cases[] = {
        { "fifo", named_lock_errc::not_a_lock_object },
        { "s", named_lock_errc::not_a_lock_object },
        { "dangling", std::make_error_code(std::errc::too_many_symbolic_link_levels) },
        { "live", std::make_error_code(std::errc::too_many_symbolic_link_levels) },
        { "target/x", std::make_error_code(std::errc::not_a_directory) },
    };
    for (auto const& one : cases)
    {
        for (creation const create : { creation::open_or_create, creation::open_only })
        {
            BOOST_TEST_CONTEXT(one.name)
            {
                std::string const path = (folder / one.name).native();
                backend lock;
                backend::key_type key;
                BOOST_CHECK(
                    backend::identify(path, { create, visibility::inherited }, key).error() ==
                    one.expected.default_error_condition());
                BOOST_CHECK(
                    lock.open(path, { create, visibility::inherited }).error() ==
                    one.expected.default_error_condition());
            }
        }
    }
    ::close(socket);
    BOOST_CHECK(!std::filesystem::exists(folder / "nothing"));
    BOOST_CHECK_EQUAL(std::filesystem::file_size(folder / "target"), 7u);
}

BOOST_AUTO_TEST_CASE(visibility_is_the_mode)
{
    changed_umask const mask(027);
    struct
    {
        visibility visible_to;
        ::mode_t mode;
    } const cases[] = { { visibility::inherited, 0640 }, { visibility::user, 0600 }, { visibility::everyone, 0666 } };
    for (auto const& one : cases)
    {
        fresh_name< backend > const name;
        backend lock;
        BOOST_REQUIRE(!lock.open(name.native, { creation::open_or_create, one.visible_to }).failed());
        BOOST_CHECK_EQUAL(mode_of(name.native), one.mode);
    }
}

BOOST_AUTO_TEST_CASE(without_a_descriptor_there_is_an_error)
{
    open_lock< backend > one;
    fresh_name< backend > const other;
    ::rlimit before;
    BOOST_REQUIRE_EQUAL(::getrlimit(RLIMIT_NOFILE, &before), 0);
    int const next = ::dup(0);
    ::close(next);
    ::rlimit const none = { static_cast< ::rlim_t >(next), before.rlim_max };
    BOOST_REQUIRE_EQUAL(::setrlimit(RLIMIT_NOFILE, &none), 0);
    backend existing, created;
    outcome const opened = existing.open(one.native, lock_options());
    outcome const made = created.open(other.native, lock_options());
    ::setrlimit(RLIMIT_NOFILE, &before);
    BOOST_CHECK(opened.error() == std::errc::too_many_files_open);
    BOOST_CHECK(made.error() == std::errc::too_many_files_open);
    BOOST_CHECK(!existing.is_open());
    BOOST_CHECK(!existing.open(one.native, lock_options()).failed());
    BOOST_CHECK(!created.open(other.native, lock_options()).failed());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()
