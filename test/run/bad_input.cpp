// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What may stand in the way of a lock file: each is a specific error, nothing waits, and nothing is created, truncated or
// changed (POSIX).

#include "../common/environment.hpp"
#include "../common/folder_snapshot.hpp"
#include "../common/open_descriptors.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace fs = std::filesystem;

using boost::named_locks::named_lock;
using boost::named_locks::named_lock_errc;
using named_lock_test::folder_snapshot;
using named_lock_test::open_descriptors;

namespace {

// A call that waits for ever fails the test.
auto const no_hang = boost::unit_test::timeout(20);

struct folder
{
    folder() : path(named_lock_test::temporary_folder() / named_lock_test::unique_name())
    {
        fs::create_directory(path);
        std::ofstream(path / "victim") << "precious";
    }
    ~folder()
    {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }

    // Opens what stands at `name` as a lock file, in both forms.
    template< class Expected >
    void check_refused(std::string const& name, Expected expected, char const* call = "open") const
    {
        check_path_refused((path / name).string(), expected, call);
    }

    template< class Expected >
    void check_path_refused(std::string const& file, Expected expected, char const* call = "open") const
    {
        auto const before = folder_snapshot(path);
        int const open_before = open_descriptors();
        BOOST_TEST_CONTEXT("path " << file)
        {
            std::error_code ec;
            named_lock const lock = named_lock::from_native_name(file, ec);
            BOOST_CHECK_MESSAGE(ec == expected, "error is " << ec << ' ' << ec.message());
            BOOST_CHECK(!lock.valid());
            BOOST_CHECK_EXCEPTION(
                named_lock::from_native_name(file), boost::named_locks::lock_error,
                [&](boost::named_locks::lock_error const& e) {
                    return e.code() == ec && e.native_name() == file && std::strcmp(e.call(), call) == 0;
                });
        }
        BOOST_CHECK(folder_snapshot(path) == before);
        BOOST_CHECK_EQUAL(open_descriptors(), open_before);
    }

    fs::path path;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(bad_input, folder)

BOOST_AUTO_TEST_CASE(missing_folder, *no_hang)
{
    check_refused("missing/x.lock", std::errc::no_such_file_or_directory);
}

BOOST_AUTO_TEST_CASE(file_instead_of_folder, *no_hang)
{
    check_refused("victim/x.lock", std::errc::not_a_directory);
}

BOOST_AUTO_TEST_CASE(directory, *no_hang)
{
    fs::create_directory(path / "d.lock");
    check_refused("d.lock", std::errc::is_a_directory);
    check_refused("d.lock/", std::errc::is_a_directory);
    check_path_refused("/", std::errc::is_a_directory);
}

BOOST_AUTO_TEST_CASE(fifo, *no_hang)
{
    BOOST_REQUIRE_EQUAL(::mkfifo((path / "f.lock").c_str(), 0666), 0);
    check_refused("f.lock", named_lock_errc::not_a_lock_object);
}

BOOST_AUTO_TEST_CASE(live_symlink, *no_hang)
{
    fs::create_symlink("victim", path / "s.lock");
    check_refused("s.lock", std::errc::too_many_symbolic_link_levels);
    // A link to a folder is followed where a folder belongs.
    fs::create_directory(path / "d");
    fs::create_directory_symlink("d", path / "linked");
    named_lock lock = named_lock::from_native_name((path / "linked" / "x.lock").string());
    BOOST_CHECK(lock.try_lock());
    lock.unlock();
    BOOST_CHECK(fs::exists(path / "d" / "x.lock"));
}

BOOST_AUTO_TEST_CASE(dangling_symlink, *no_hang)
{
    fs::create_symlink("not-there", path / "s.lock");
    check_refused("s.lock", std::errc::too_many_symbolic_link_levels);
    BOOST_CHECK(!fs::exists(path / "not-there"));
}

BOOST_AUTO_TEST_CASE(loop_of_symlinks, *no_hang)
{
    fs::create_symlink("b", path / "a");
    fs::create_symlink("a", path / "b");
    check_refused("a/x.lock", std::errc::too_many_symbolic_link_levels);
    check_refused("a", std::errc::too_many_symbolic_link_levels);
}

BOOST_AUTO_TEST_CASE(unix_socket, *no_hang)
{
    // The path must be short for a socket's address.
    fs::path const socket_path = path / "u";
    ::sockaddr_un address{};
    address.sun_family = AF_UNIX;
    BOOST_REQUIRE_LT(socket_path.string().size(), sizeof(address.sun_path));
    std::strcpy(address.sun_path, socket_path.c_str());
    int const socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    BOOST_REQUIRE_EQUAL(::bind(socket, reinterpret_cast< ::sockaddr* >(&address), sizeof(address)), 0);
    check_refused("u", named_lock_errc::not_a_lock_object);
    ::close(socket);
}

BOOST_AUTO_TEST_CASE(device, *no_hang)
{
    check_path_refused("/dev/null", named_lock_errc::not_a_lock_object);
    check_path_refused("/dev/zero", named_lock_errc::not_a_lock_object);
    // Opening a terminal could wait, or make it the controlling one.
    if (::access("/dev/ptmx", R_OK) == 0)
        check_path_refused("/dev/ptmx", named_lock_errc::not_a_lock_object);
}

BOOST_AUTO_TEST_CASE(long_paths, *no_hang)
{
    check_refused(std::string(256, 'x'), std::errc::filename_too_long);
    std::string deep = path.string();
    while (deep.size() < 5000)
        deep += "/.";
    check_path_refused(deep + "/x.lock", std::errc::filename_too_long);
    // 255 bytes are the limit, and good.
    named_lock lock = named_lock::from_native_name((path / std::string(255, 'x')).string());
    BOOST_CHECK(lock.try_lock());
    lock.unlock();
}

BOOST_AUTO_TEST_CASE(empty_native_name)
{
    std::error_code ec;
    BOOST_CHECK(!named_lock::from_native_name("", ec).valid());
    BOOST_CHECK(ec == std::errc::no_such_file_or_directory);
}

// The system would read the path up to the NUL: another file.
BOOST_AUTO_TEST_CASE(nul_in_native_name)
{
    std::string const cut = (path / "victim").string();
    auto const before = folder_snapshot(path);
    for (std::string const& rest : { std::string(1, '\0'), std::string("\0.lock", 6) })
    {
        std::error_code ec;
        BOOST_CHECK(!named_lock::from_native_name(cut + rest, ec).valid());
        BOOST_CHECK(ec == named_lock_errc::invalid_name);
    }
    BOOST_CHECK(folder_snapshot(path) == before);
}

// O_NOFOLLOW says nothing of folders: two paths by which a file can be reached are one lock of the system.
BOOST_AUTO_TEST_CASE(link_in_the_middle_of_the_path)
{
    fs::create_directory(path / "real");
    fs::create_directory_symlink("real", path / "linked");
    named_lock straight = named_lock::from_native_name((path / "real" / "x.lock").string());
    named_lock around = named_lock::from_native_name((path / "linked" / "x.lock").string());
    BOOST_CHECK(straight != around);
    BOOST_REQUIRE(straight.try_lock());
    BOOST_CHECK(!around.try_lock());
    straight.unlock();
    BOOST_CHECK(around.try_lock());
    around.unlock();
}

// A user's own data file may be locked, and stays as it is.
BOOST_AUTO_TEST_CASE(data_file)
{
    auto const before = folder_snapshot(path);
    {
        named_lock lock = named_lock::from_native_name((path / "victim").string());
        lock.lock();
        lock.unlock();
        lock.lock_shared();
        lock.unlock_shared();
    }
    BOOST_CHECK(folder_snapshot(path) == before);
}

// Whatever is done with a lock, in the end nothing is open that was not before.
BOOST_AUTO_TEST_CASE(descriptors_are_closed)
{
    std::string const file = (path / "x.lock").string();
    int const before = open_descriptors();
    for (int round = 0; round != 500; ++round)
    {
        named_lock lock = named_lock::from_native_name(file);
        named_lock moved(std::move(lock));
        auto const guard = moved.acquire();
        named_lock other(moved);
        BOOST_REQUIRE(!other.try_lock());
        if (round % 3 == 0)
            fs::remove(file);
    }
    BOOST_CHECK_EQUAL(open_descriptors(), before);
    {
        named_lock lock = named_lock::from_native_name(file);
        for (int round = 0; round != 100; ++round)
        {
            lock.lock();
            lock.unlock();
            fs::remove(file);
        }
        BOOST_CHECK_EQUAL(open_descriptors(), before + 1);
    }
    BOOST_CHECK_EQUAL(open_descriptors(), before);
}

BOOST_AUTO_TEST_CASE(open_only)
{
    using namespace boost::named_locks;
    lock_options only;
    only.create = creation::open_only;
    std::string const file = (path / "x.lock").string();
    auto const before = folder_snapshot(path);
    std::error_code ec;
    BOOST_CHECK(!named_lock::from_native_name(file, only, ec).valid());
    BOOST_CHECK(ec == std::errc::no_such_file_or_directory);
    BOOST_CHECK(folder_snapshot(path) == before);
    std::ofstream(path / "x.lock").flush();
    BOOST_CHECK(named_lock::from_native_name(file, only, ec).valid());
    BOOST_CHECK(!ec);
}

BOOST_AUTO_TEST_SUITE_END()
