// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The descriptors of lock files (Linux): no program that is started inherits one, however it is started, so that exec
// releases the lock; and none is ever 0, 1 or 2.

#include "../common/environment.hpp"
#include "../common/forked.hpp"
#include "../common/process_mark.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fs = std::filesystem;

using namespace boost::named_locks;
using namespace named_lock_test;

namespace {

using tracked_lock = basic_named_lock< tracked_flock_backend >;

auto const no_hang = boost::unit_test::timeout(60);

/// Shared and exclusive, held and idle: whatever a program may have open.
struct many_locks
{
    many_locks()
    {
        held.lock();
        read.lock_shared();
        idle.lock();
        idle.unlock();
        tracked.lock();
        // Opened anew, which is another piece of code.
        fs::remove(reopened.path());
        reopened.lock();
    }

    named_lock held{ unique_name() };
    named_lock read{ unique_name() };
    named_lock idle{ unique_name() };
    named_lock reopened{ unique_name() };
    tracked_lock tracked{ unique_name() };
};

/// A shell command that writes the targets of its descriptors into a file.
class listing
{
public:
    std::string command() const { return "ls -l /proc/self/fd > '" + m_file.string() + "'"; }

    std::string read() const
    {
        std::ifstream file(m_file);
        return std::string(std::istreambuf_iterator< char >(file), {});
    }

    ~listing() { fs::remove(m_file); }

private:
    fs::path m_file = temporary_folder() / unique_name();
};

void check_listing(listing const& of_child)
{
    std::string const text = of_child.read();
    // It lists something, if not that.
    BOOST_TEST(text.find("->") != std::string::npos);
    BOOST_TEST(text.find(".lock") == std::string::npos, text);
}

bool is_free(std::string const& name)
{
    return in_forked_child([&](child_checks&) { ::_exit(named_lock(name).try_lock() ? 0 : 1); }) == 0;
}

template< class Lock >
void check_low_descriptors(child_checks& checks, std::string const& name, lock_options const& options)
{
    Lock lock(name, options);
    NAMED_LOCK_CHILD_CHECK(checks, lock.native_handle() > 2);
    lock.lock();
    NAMED_LOCK_CHILD_CHECK(checks, lock.native_handle() > 2);
    static_cast< void >(lock.owner());
    lock.unlock();
    fs::remove(lock.path());
    lock.lock();
    NAMED_LOCK_CHILD_CHECK(checks, lock.native_handle() > 2);
    NAMED_LOCK_CHILD_CHECK(checks, ::fcntl(lock.native_handle(), F_GETFD) == FD_CLOEXEC);
    lock.unlock();
    lock.remove();
    // None of them was left open on the way.
    for (int const fd : { 0, 1, 2 })
        NAMED_LOCK_CHILD_CHECK(checks, ::fcntl(fd, F_GETFD) == -1);
}

} // namespace

BOOST_AUTO_TEST_SUITE(file_descriptors, *no_hang)

// The test could not fail if the listing did not show a descriptor that is inherited.
BOOST_AUTO_TEST_CASE(the_listing_shows_what_is_inherited)
{
    fs::path const file = temporary_folder() / (unique_name() + ".lock");
    int const fd = ::open(file.c_str(), O_RDWR | O_CREAT, 0600);
    listing of_child;
    BOOST_TEST(std::system(of_child.command().c_str()) == 0);
    BOOST_TEST(of_child.read().find(".lock") != std::string::npos);
    ::close(fd);
    fs::remove(file);
}

BOOST_AUTO_TEST_CASE(system_inherits_none)
{
    many_locks const locks;
    listing of_child;
    BOOST_TEST(std::system(of_child.command().c_str()) == 0);
    check_listing(of_child);
}

// It runs no handlers of pthread_atfork, so that only close-on-exec keeps the descriptors at home.
BOOST_AUTO_TEST_CASE(posix_spawn_inherits_none)
{
    many_locks const locks;
    listing of_child;
    std::string command = of_child.command();
    std::string shell = "sh";
    std::string option = "-c";
    char* const arguments[] = { shell.data(), option.data(), command.data(), nullptr };
    ::pid_t pid = 0;
    BOOST_REQUIRE(::posix_spawn(&pid, "/bin/sh", nullptr, nullptr, arguments, environ) == 0);
    int status = -1;
    BOOST_TEST(::waitpid(pid, &status, 0) == pid);
    BOOST_TEST(status == 0);
    check_listing(of_child);
}

// The same process goes on as another program, which does not hold what the first one held.
BOOST_AUTO_TEST_CASE(exec_releases)
{
    std::string const name = unique_name();
    std::string const tracked_name = unique_name();
    int input[2];
    int output[2];
    BOOST_REQUIRE(::pipe2(input, O_CLOEXEC) == 0);
    BOOST_REQUIRE(::pipe2(output, O_CLOEXEC) == 0);
    process_mark holds, go_on;
    forked_child child([&](child_checks& checks) {
        named_lock lock(name);
        lock.lock();
        tracked_lock tracked(tracked_name);
        tracked.lock();
        holds.set();
        go_on.wait();
        ::dup2(input[0], 0);
        ::dup2(output[1], 1);
        // It says that it runs, and waits until it is told to end.
        ::execl("/bin/sh", "sh", "-c", "echo runs; read end", static_cast< char* >(nullptr));
        checks(false, "exec");
    });
    holds.wait();
    BOOST_TEST(!is_free(name));
    go_on.set();
    char text[4];
    BOOST_TEST(::read(output[0], text, sizeof text) == 4);
    BOOST_TEST(::kill(child.id(), 0) == 0);
    BOOST_TEST(is_free(name));
    tracked_lock next(tracked_name);
    BOOST_TEST(next.try_lock());
    // It did not unlock, so that what the lock protects may be half done.
    BOOST_TEST(next.abandoned());
    next.unlock();
    BOOST_TEST(::write(input[1], "\n", 1) == 1);
    BOOST_TEST(child.wait() == 0);
    for (int const* const ends : { input, output })
    {
        ::close(ends[0]);
        ::close(ends[1]);
    }
}

BOOST_AUTO_TEST_CASE(none_is_a_standard_stream)
{
    for (visibility const visible_to : { visibility::inherited, visibility::user, visibility::everyone })
    {
        lock_options const options{ creation::open_or_create, visible_to };
        std::string const name = unique_name();
        BOOST_TEST(in_forked_child([&](child_checks& checks) {
            for (int const fd : { 0, 1, 2 })
                ::close(fd);
            check_low_descriptors< named_lock >(checks, name, options);
            check_low_descriptors< basic_named_lock< basic_flock_backend< path_check > > >(checks, name, options);
            check_low_descriptors< tracked_lock >(checks, name, options);
        }) == 0);
    }
}

BOOST_AUTO_TEST_SUITE_END()
