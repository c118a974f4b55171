// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Programs that know nothing of this library, and lock the same file: flock(1) of util-linux and Python's fcntl.flock
// (POSIX). Both ways: they keep us out, and we keep them out.

#include "../common/child_process.hpp"
#include "../common/environment.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>

using boost::named_locks::named_lock;
using named_lock_test::child_process;
using named_lock_test::temporary_folder;
using named_lock_test::unique_name;

namespace {

// What they return when the lock is held.
constexpr int refused = 9;

/// Makes the command lines of one program that locks files.
struct locker
{
    char const* program;

    /// `mode` is "x" or "s". Tries once; prints "locked" and holds the lock until it reads a line, or ends with `refused`.
    child_process try_and_hold(std::string const& file, char const* mode = "x") const
    {
        if (program == std::string("flock"))
            // -o: the shell does not inherit the lock, so that it ends with flock itself.
            return child_process::program(
                "flock",
                { std::string("-") + mode, "-n", "-o", "-E", std::to_string(refused), file, "sh", "-c",
                  "echo locked; read line" });
        return child_process::program("python3", { "-c", python_code(true), file, mode });
    }

    /// Waits for the lock, and prints the content of `read_inside` while holding it.
    child_process wait_and_read(std::string const& file, std::string const& read_inside) const
    {
        if (program == std::string("flock"))
            return child_process::program("flock", { file, "cat", read_inside });
        return child_process::program("python3", { "-c", python_code(false), file, "x", read_inside });
    }

private:
    static std::string python_code(bool tries)
    {
        std::string code = "import fcntl, sys\n"
                           "f = open(sys.argv[1], 'a')\n"
                           "how = fcntl.LOCK_EX if sys.argv[2] == 'x' else fcntl.LOCK_SH\n";
        if (tries)
            code += "try:\n"
                    "    fcntl.flock(f, how | fcntl.LOCK_NB)\n"
                    "    print('locked', flush=True)\n"
                    "    sys.stdin.readline()\n"
                    "except BlockingIOError:\n"
                    "    sys.exit(9)\n";
        else
            code += "fcntl.flock(f, how)\n"
                    "print(open(sys.argv[3]).read(), flush=True)\n";
        return code;
    }
};

void they_keep_us_out(locker const& them)
{
    named_lock lock(unique_name());
    {
        child_process holder = them.try_and_hold(lock.path().string());
        BOOST_REQUIRE_EQUAL(holder.read_line(), "locked");
        BOOST_REQUIRE(!lock.try_lock());
        BOOST_REQUIRE(!lock.try_lock_shared());
        BOOST_REQUIRE(!lock.try_lock_for(std::chrono::milliseconds(1)));
        holder.write_line("go");
        lock.lock();
        BOOST_CHECK_EQUAL(holder.wait(), 0);
        lock.unlock();
    }
    // Also when they are killed while we wait.
    child_process holder = them.try_and_hold(lock.path().string());
    BOOST_REQUIRE_EQUAL(holder.read_line(), "locked");
    BOOST_REQUIRE(!lock.try_lock());
    std::thread waiter([copy = named_lock(lock)]() mutable { copy.lock(), copy.unlock(); });
    holder.kill();
    waiter.join();
}

void we_keep_them_out(locker const& them)
{
    named_lock lock(unique_name());
    std::string const file = lock.path().string();
    lock.lock();
    BOOST_CHECK_EQUAL(them.try_and_hold(file).wait(), refused);
    BOOST_CHECK_EQUAL(them.try_and_hold(file, "s").wait(), refused);
    lock.unlock();
    child_process holder = them.try_and_hold(file);
    BOOST_CHECK_EQUAL(holder.read_line(), "locked");
    holder.write_line("go");
    BOOST_CHECK_EQUAL(holder.wait(), 0);
}

void they_wait_for_us(locker const& them)
{
    named_lock lock(unique_name());
    std::string const note = (temporary_folder() / unique_name()).string();
    std::ofstream(note) << "held";
    lock.lock();
    child_process waiter = them.wait_and_read(lock.path().string(), note);
    std::ofstream(note) << "released";
    lock.unlock();
    BOOST_CHECK_EQUAL(waiter.read_line(), "released");
    BOOST_CHECK_EQUAL(waiter.wait(), 0);
}

void we_read_together(locker const& them)
{
    named_lock lock(unique_name());
    std::string const file = lock.path().string();
    lock.lock_shared();
    child_process reader = them.try_and_hold(file, "s");
    BOOST_REQUIRE_EQUAL(reader.read_line(), "locked");
    BOOST_CHECK_EQUAL(them.try_and_hold(file, "x").wait(), refused);
    lock.unlock_shared();
    BOOST_CHECK(lock.try_lock_shared());
    lock.unlock_shared();
    BOOST_REQUIRE(!lock.try_lock());
    reader.write_line("go");
    lock.lock();
    lock.unlock();
}

// They find the file by the rule, not by asking us.
void they_know_the_rule(locker const& them)
{
    std::string const name = unique_name();
    child_process holder = them.try_and_hold(std::string(std::getenv("TMPDIR")) + '/' + name + ".lock");
    BOOST_REQUIRE_EQUAL(holder.read_line(), "locked");
    named_lock lock(name);
    BOOST_REQUIRE(!lock.try_lock());
    holder.write_line("go");
    lock.lock();
    lock.unlock();
}

void check_all(char const* program)
{
    locker const them{ program };
    they_keep_us_out(them);
    we_keep_them_out(them);
    they_wait_for_us(them);
    we_read_together(them);
    they_know_the_rule(them);
}

boost::test_tools::assertion_result has_flock(boost::unit_test::test_unit_id)
{
    return named_lock_test::has_program("flock");
}

boost::test_tools::assertion_result has_python(boost::unit_test::test_unit_id)
{
    return named_lock_test::has_program("python3");
}

} // namespace

BOOST_AUTO_TEST_CASE(flock_of_util_linux, *boost::unit_test::precondition(has_flock) * boost::unit_test::timeout(60))
{
    check_all("flock");
}

BOOST_AUTO_TEST_CASE(fcntl_of_python, *boost::unit_test::precondition(has_python) * boost::unit_test::timeout(60))
{
    check_all("python3");
}
