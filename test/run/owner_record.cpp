// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The owner record of tracked_flock_backend: who dies where, what is believed, and what is done with a file that is not ours
// (POSIX).

#include "../common/environment.hpp"
#include "../common/forked.hpp"
#include "../common/process_mark.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <optional>
#include <random>
#include <shared_mutex>
#include <stdexcept>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <unistd.h>

namespace fs = std::filesystem;

using namespace boost::named_locks;
using namespace named_lock_test;

namespace {

using tracked_lock = basic_named_lock< tracked_flock_backend >;
using format = detail::owner_record_format;

auto const no_hang = boost::unit_test::timeout(60);

struct fixture
{
    ~fixture() { fs::remove(path()); }

    fs::path path() const { return temporary_folder() / (name + ".lock"); }

    std::string content() const
    {
        std::ifstream file(path(), std::ios::binary);
        return std::string(std::istreambuf_iterator< char >(file), {});
    }

    void write(std::string const& bytes) const { std::ofstream(path(), std::ios::binary) << bytes; }

    format record() const
    {
        format result{};
        std::string const bytes = content();
        std::memcpy(&result, bytes.data(), bytes.size() < sizeof result ? bytes.size() : sizeof result);
        return result;
    }

    void write(format record) const
    {
        record.checksum = detail::complete_checksum(record.since, detail::identity_checksum(record));
        write(std::string(reinterpret_cast< char const* >(&record), sizeof record));
    }

    /// A child that takes the lock and dies by `die`.
    template< class Death >
    void let_holder_die(Death die) const
    {
        forked_child child([&](child_checks&) {
            tracked_lock lock(name);
            lock.lock();
            die();
        });
        child.wait();
    }

    bool next_is_told() const
    {
        tracked_lock lock(name);
        std::lock_guard< tracked_lock > const guard(lock);
        return lock.abandoned();
    }

    std::string name = unique_name();
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(owner_record, fixture, *no_hang)

BOOST_AUTO_TEST_CASE(the_first_holder_after_a_death_is_told_and_only_it)
{
    BOOST_TEST(!next_is_told());
    for (int death : { SIGKILL, SIGABRT, SIGSEGV })
    {
        BOOST_TEST_CONTEXT("signal " << death)
        {
            let_holder_die([&] {
                ::signal(death, SIG_DFL);
                ::raise(death);
            });
            BOOST_TEST(next_is_told());
            BOOST_TEST(!next_is_told());
        }
    }
    let_holder_die([] { ::_exit(0); });
    BOOST_TEST(next_is_told());
    let_holder_die([] { ::quick_exit(0); });
    BOOST_TEST(next_is_told());
    BOOST_TEST(!next_is_told());
}

BOOST_AUTO_TEST_CASE(the_flag_belongs_to_one_acquisition)
{
    let_holder_die([] { ::raise(SIGKILL); });
    tracked_lock lock(name);
    tracked_lock other(lock);
    BOOST_TEST(!lock.abandoned());
    lock.lock();
    BOOST_TEST(lock.abandoned());
    BOOST_TEST(!other.abandoned());
    lock.unlock();
    BOOST_TEST(!lock.abandoned());
    lock.lock();
    BOOST_TEST(!lock.abandoned());
    lock.unlock();

    let_holder_die([] { ::raise(SIGKILL); });
    auto guard = lock.try_acquire();
    BOOST_TEST(guard.abandoned());
    auto moved = std::move(guard);
    BOOST_TEST(moved.abandoned());
    BOOST_TEST(!guard.abandoned());
}

BOOST_AUTO_TEST_CASE(a_death_outside_is_not_reported)
{
    forked_child child([&](child_checks&) {
        tracked_lock lock(name);
        lock.lock();
        lock.unlock();
        ::raise(SIGKILL);
    });
    child.wait();
    BOOST_TEST(!next_is_told());
}

BOOST_AUTO_TEST_CASE(an_exception_is_not_a_death)
{
    tracked_lock lock(name);
    try
    {
        std::scoped_lock< tracked_lock > const guard(lock);
        throw std::runtime_error("thrown inside");
    }
    catch (std::runtime_error const&)
    {
    }
    BOOST_TEST(!next_is_told());
}

// The next holder dies as well, before it has repaired anything.
BOOST_AUTO_TEST_CASE(every_death_is_reported)
{
    let_holder_die([] { ::raise(SIGKILL); });
    let_holder_die([] { ::raise(SIGKILL); });
    BOOST_TEST(next_is_told());
    BOOST_TEST(!next_is_told());
}

BOOST_AUTO_TEST_CASE(readers_are_told_and_leave_it_to_the_next_writer)
{
    let_holder_die([] { ::raise(SIGKILL); });
    tracked_lock lock(name);
    for (int i = 0; i < 2; ++i)
    {
        std::shared_lock< tracked_lock > const reader(lock);
        BOOST_TEST(lock.abandoned());
    }
    BOOST_TEST(next_is_told());
    std::shared_lock< tracked_lock > const reader(lock);
    BOOST_TEST(!lock.abandoned());
}

BOOST_AUTO_TEST_CASE(the_owner_is_known_while_it_holds)
{
    tracked_lock lock(name);
    BOOST_TEST(!lock.owner());
    process_mark holds, seen;
    auto const before = std::chrono::system_clock::now();
    forked_child child([&](child_checks&) {
        tracked_lock own(name);
        own.lock();
        holds.set();
        seen.wait();
        own.unlock();
    });
    holds.wait();
    std::optional< owner_info > const owner = lock.owner();
    BOOST_REQUIRE(owner);
    BOOST_TEST(owner->pid == child.id());
    BOOST_TEST(owner->start_time == detail::process_start_time(child.id()));
    BOOST_TEST(owner->boot_id == detail::boot_id());
    BOOST_TEST(owner->boot_id.size() == 36u);
    BOOST_TEST(owner->host == detail::host_name());
    BOOST_TEST(owner->program == fs::path(this_program()).filename().string());
    BOOST_CHECK(owner->since >= before && owner->since <= std::chrono::system_clock::now());

    // What a wait that fails is good for.
    BOOST_TEST(!lock.try_lock_for(std::chrono::milliseconds(1)));
    BOOST_TEST(lock.owner()->pid == child.id());

    seen.set();
    BOOST_TEST(child.wait() == 0);
    BOOST_TEST(!lock.owner());
}

BOOST_AUTO_TEST_CASE(a_plain_flock_has_an_owner_too)
{
    named_lock lock(name);
    BOOST_TEST(!lock.owner());
    process_mark holds, seen;
    forked_child child([&](child_checks&) {
        named_lock own(name);
        own.lock();
        holds.set();
        seen.wait();
    });
    holds.wait();
    std::optional< owner_info > const owner = lock.owner();
    BOOST_REQUIRE(owner);
    BOOST_TEST(owner->pid == child.id());
    BOOST_TEST(owner->start_time == detail::process_start_time(child.id()));
    BOOST_TEST(owner->program == fs::path(this_program()).filename().string());
    seen.set();
    child.wait();
    BOOST_TEST(!lock.owner());
}

// The forked worker of a dead holder lives on: the lock is free, and the record of the dead one is not believed.
BOOST_AUTO_TEST_CASE(a_dead_owner_is_not_believed)
{
    let_holder_die([] { ::raise(SIGKILL); });
    tracked_lock lock(name);
    BOOST_TEST(record().state == format::state_held);
    BOOST_TEST(!lock.owner());
}

BOOST_AUTO_TEST_CASE(a_pid_is_believed_only_with_its_start_time_boot_and_namespace)
{
    tracked_lock lock(name);
    format own = detail::own_record();
    write(own);
    BOOST_REQUIRE(lock.owner());
    BOOST_TEST(lock.owner()->pid == ::getpid());

    format used_again = own;
    used_again.start_time += 1;
    write(used_again);
    BOOST_TEST(!lock.owner());

    format earlier_boot = own;
    earlier_boot.boot_id[0] = earlier_boot.boot_id[0] == 'x' ? 'y' : 'x';
    write(earlier_boot);
    BOOST_TEST(!lock.owner());

    format other_namespace = own;
    other_namespace.pid_namespace += 1;
    write(other_namespace);
    BOOST_REQUIRE(lock.owner());
    BOOST_TEST(lock.owner()->pid == 0);

    format other_host = earlier_boot;
    std::strcpy(other_host.host, "another.example");
    write(other_host);
    BOOST_REQUIRE(lock.owner());
    BOOST_TEST(lock.owner()->pid == 0);
    BOOST_TEST(lock.owner()->host == "another.example");
}

// Whoever wrote a record of an earlier boot died in a power cut.
BOOST_AUTO_TEST_CASE(a_power_cut_is_reported)
{
    format earlier_boot = detail::own_record();
    earlier_boot.boot_id[0] = earlier_boot.boot_id[0] == 'x' ? 'y' : 'x';
    write(earlier_boot);
    BOOST_TEST(next_is_told());
    BOOST_TEST(!next_is_told());
}

BOOST_AUTO_TEST_CASE(a_torn_record_is_a_death_of_an_unknown_owner)
{
    {
        tracked_lock lock(name);
        write(detail::own_record());
        std::string torn = content();
        torn[100] = static_cast< char >(torn[100] ^ 1);
        write(torn);
        BOOST_TEST(!lock.owner());
    }
    BOOST_TEST(next_is_told());
    BOOST_TEST(!next_is_told());
}

// Whatever stands in the file, it is refused and left alone, or taken for a death; its owner is never believed.
BOOST_AUTO_TEST_CASE(random_contents_are_refused_or_a_death)
{
    std::mt19937 random(20260101);
    std::uniform_int_distribution< int > byte(0, 255);
    for (int i = 0; i < 2000; ++i)
    {
        std::string bytes(sizeof(format) + static_cast< std::size_t >(byte(random)), '\0');
        for (char& c : bytes)
            c = static_cast< char >(byte(random));
        bool const right_magic = i % 2 == 0;
        if (right_magic)
            std::memcpy(&bytes[0], &format::right_magic, sizeof format::right_magic);
        write(bytes);
        std::error_code ec;
        tracked_lock lock(name, ec);
        if (right_magic)
        {
            BOOST_REQUIRE(!ec);
            BOOST_TEST(!lock.owner());
            BOOST_REQUIRE(lock.try_lock());
            // Four random bytes are not the state of a free lock.
            BOOST_TEST(lock.abandoned());
            lock.unlock();
        }
        else
        {
            BOOST_TEST(ec == named_lock_errc::foreign_file);
            BOOST_TEST(content() == bytes);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_foreign_file_is_not_touched)
{
    for (std::string const& precious : { std::string("x"), std::string(8, '\0') + "precious", std::string(4096, 'p') })
    {
        write(precious);
        std::error_code ec;
        tracked_lock const lock(name, ec);
        BOOST_TEST(ec == named_lock_errc::foreign_file);
        BOOST_TEST(content() == precious);
    }

    // It becomes a foreign file after it was opened.
    fs::remove(path());
    tracked_lock lock(name);
    write(std::string("precious content"));
    std::error_code ec;
    BOOST_TEST(!lock.try_lock(ec));
    BOOST_TEST(ec == named_lock_errc::foreign_file);
    BOOST_TEST(content() == "precious content");
    // Nothing is left behind by the refusal.
    fs::remove(path());
    BOOST_TEST(lock.try_lock());
    lock.unlock();
}

BOOST_AUTO_TEST_CASE(a_file_with_a_second_link_is_not_touched)
{
    write(std::string());
    fs::path const victim = path().string() + ".victim";
    fs::create_hard_link(path(), victim);
    std::error_code ec;
    tracked_lock const lock(name, ec);
    BOOST_TEST(ec == named_lock_errc::foreign_file);
    BOOST_TEST(fs::file_size(victim) == 0u);
    fs::remove(victim);
}

BOOST_AUTO_TEST_CASE(files_of_the_plain_backend_are_taken_over)
{
    {
        named_lock lock(name);
        lock.lock();
        lock.unlock();
        BOOST_TEST(content().empty());
    }
    BOOST_TEST(!next_is_told());
    BOOST_TEST(content().size() == sizeof(format));

    tracked_lock tracked(name);
    named_lock plain(name);
    tracked.lock();
    BOOST_TEST(!plain.try_lock());
    tracked.unlock();
    plain.lock();
    BOOST_TEST(!tracked.try_lock());
    plain.unlock();
}

BOOST_AUTO_TEST_CASE(a_file_that_is_truncated_while_held_does_no_harm)
{
    tracked_lock lock(name);
    lock.lock();
    fs::resize_file(path(), 0);
    lock.unlock();
    BOOST_TEST(!next_is_told());
}

BOOST_AUTO_TEST_CASE(a_read_only_file_is_an_error_of_the_constructor)
{
    if (::geteuid() != 0)
    {
        BOOST_TEST_MESSAGE("not run: only root can become another user");
        return;
    }
    write(std::string());
    fs::permissions(path(), fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read);
    BOOST_TEST(in_forked_child([&](child_checks& checks) {
        NAMED_LOCK_CHILD_CHECK(checks, ::setuid(65534) == 0);
        std::error_code ec;
        tracked_lock const lock = tracked_lock::from_native_name(path().native(), ec);
        NAMED_LOCK_CHILD_CHECK(checks, ec == std::errc::permission_denied);
    }) == 0);
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_an_error_of_the_constructor)
{
    fs::path const folder = temporary_folder() / unique_name();
    fs::create_directory(folder);
    BOOST_TEST(in_forked_child([&](child_checks& checks) {
        if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            ::mount("none", folder.c_str(), "tmpfs", 0, "size=16k") != 0)
        {
            std::fprintf(stderr, "a_full_disk_is_an_error_of_the_constructor: not run, no right to mount\n");
            return;
        }
        tracked_lock before = tracked_lock::from_native_name((folder / "before.lock").native());
        {
            std::ofstream filler(folder / "filler");
            for (int i = 0; i < 64 && filler; ++i)
                filler << std::string(1024, 'f') << std::flush;
        }
        std::error_code ec;
        tracked_lock const late = tracked_lock::from_native_name((folder / "late.lock").native(), ec);
        NAMED_LOCK_CHILD_CHECK(checks, ec == std::errc::no_space_on_device);
        // What was opened in time has its room.
        before.lock(ec);
        NAMED_LOCK_CHILD_CHECK(checks, !ec);
        before.unlock(ec);
        NAMED_LOCK_CHILD_CHECK(checks, !ec);
    }) == 0);
    fs::remove(folder);
}

// One process holds, hands over inside, and dies: the next one is told once.
BOOST_AUTO_TEST_CASE(a_handle_that_is_dropped_while_held_counts_as_a_death)
{
    {
        tracked_lock lock(name);
        lock.lock();
    }
    BOOST_TEST(next_is_told());
}

BOOST_AUTO_TEST_SUITE_END()
