// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Lock files that are deleted, replaced or moved while nobody holds the lock: afterwards the processes that have the old
// file open and those that open the path anew still exclude each other, as far as the file check promises it.

#include "../common/lock_type_of.hpp"
#include "../common/scene.hpp"

#include <boost/named_lock/backends/flock.hpp>
#include <boost/named_lock/basic_named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <string>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace fs = std::filesystem;

using namespace boost::named_locks;
using namespace named_lock_test;

namespace {

bool const known[] = { add_party_type< basic_named_lock< basic_flock_backend< link_check > > >("link_check"),
                       add_party_type< basic_named_lock< basic_flock_backend< path_check > > >("path_check"),
                       add_party_type< basic_named_lock< tracked_flock_backend > >("tracked") };

using damage = void (*)(fs::path const&);

void delete_it(fs::path const& file)
{
    fs::remove(file);
}

// As an editor or an installer writes a file.
void replace_it(fs::path const& file)
{
    fs::path const fresh = file.string() + ".new";
    std::ofstream(fresh) << "fresh";
    fs::rename(fresh, file);
}

void delete_and_make_anew(fs::path const& file)
{
    fs::remove(file);
    std::ofstream(file).flush();
}

void move_aside(fs::path const& file)
{
    fs::rename(file, file.string() + ".old");
}

// As logrotate does it.
void move_aside_and_make_anew(fs::path const& file)
{
    move_aside(file);
    std::ofstream(file).flush();
}

fs::path path_of(scene const& s)
{
    return temporary_folder() / (s.name() + ".lock");
}

void check_agreement(scene& s, party& first, party& second)
{
    BOOST_CHECK(first.tell("try_lock").yes());
    BOOST_CHECK(second.tell("try_lock").no());
    BOOST_CHECK(first.tell("unlock").ok());
    BOOST_CHECK(second.tell("try_lock_shared").yes());
    BOOST_CHECK(first.tell("try_lock").no());
    BOOST_CHECK(second.tell("unlock_shared").ok());
    first.start("contend lock 50");
    second.start("contend mixed 48");
    BOOST_CHECK(first.finish().ok());
    BOOST_CHECK(second.finish().ok());
    BOOST_CHECK_EQUAL(s.board().violations(), 0u);
}

void check_damage(char const* type, damage harm)
{
    for (bool const old_one_first : { true, false })
    {
        scene s(lock_type_named(type), party_kind::process);
        party& old_user = s.add();
        BOOST_CHECK(old_user.tell("lock").ok());
        BOOST_CHECK(old_user.tell("unlock").ok());
        harm(path_of(s));
        party& new_user = s.add();
        if (old_one_first)
            check_agreement(s, old_user, new_user);
        else
            check_agreement(s, new_user, old_user);
        BOOST_CHECK_EQUAL(s.board().entries(), 50u + 12u);

        // Not only the first time.
        harm(path_of(s));
        check_agreement(s, new_user, old_user);
    }
}

} // namespace

BOOST_AUTO_TEST_CASE(link_check_sees_deletion)
{
    check_damage("link_check", delete_it);
    check_damage("link_check", delete_and_make_anew);
}

BOOST_AUTO_TEST_CASE(link_check_sees_replacement)
{
    check_damage("link_check", replace_it);
}

BOOST_AUTO_TEST_CASE(path_check_sees_deletion)
{
    check_damage("path_check", delete_it);
    check_damage("path_check", delete_and_make_anew);
}

BOOST_AUTO_TEST_CASE(path_check_sees_replacement)
{
    check_damage("path_check", replace_it);
}

BOOST_AUTO_TEST_CASE(path_check_sees_moving)
{
    check_damage("path_check", move_aside);
    check_damage("path_check", move_aside_and_make_anew);
}

BOOST_AUTO_TEST_CASE(owner_record_does_not_hide_deletion)
{
    check_damage("tracked", delete_it);
    check_damage("tracked", delete_and_make_anew);
}

// The one holder who may unlink: whoever slept on the old file must not have got the lock by waking up.
BOOST_AUTO_TEST_CASE(waiter_follows_a_file_that_its_holder_deletes)
{
    for (char const* const type : { "link_check", "path_check" })
        for (char const* const wait : { "lock", "lock_shared" })
        {
            scene s(lock_type_named(type), party_kind::process);
            party& waiter = s.add();
            int const fd = ::open(path_of(s).c_str(), O_RDONLY | O_CLOEXEC);
            BOOST_REQUIRE_EQUAL(::flock(fd, LOCK_EX), 0);
            waiter.start(wait);
            waiter.let_it_wait();
            fs::remove(path_of(s));
            ::close(fd);
            BOOST_CHECK(waiter.finish().ok());
            BOOST_CHECK(fs::exists(path_of(s)));
            party& late = s.add();
            BOOST_CHECK(late.tell("try_lock").no());
        }
}

BOOST_AUTO_TEST_CASE(several_waiters_follow)
{
    scene s(lock_type_named("link_check"), party_kind::process);
    party* const waiters[] = { &s.add(), &s.add(), &s.add() };
    for (int round = 0; round != 10; ++round)
    {
        int const fd = ::open(path_of(s).c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0666);
        BOOST_REQUIRE_EQUAL(::flock(fd, LOCK_EX), 0);
        for (party* const p : waiters)
        {
            p->start("contend lock 3");
            p->let_it_wait();
        }
        fs::remove(path_of(s));
        ::close(fd);
        for (party* const p : waiters)
            BOOST_CHECK(p->finish().ok());
    }
    BOOST_CHECK_EQUAL(s.board().violations(), 0u);
    BOOST_CHECK_EQUAL(s.board().entries(), 10u * 3u * 3u);
}

BOOST_AUTO_TEST_CASE(removal_deletes_the_file_and_leaves_others)
{
    scene s(lock_type_named("link_check"), party_kind::process);
    std::ofstream(path_of(s).string() + ".neighbour").flush();
    party& a = s.add();
    BOOST_CHECK(fs::exists(path_of(s)));
    BOOST_CHECK(a.tell("remove").yes());
    BOOST_CHECK(!fs::exists(path_of(s)));
    BOOST_CHECK(a.tell("lock").ok());
    BOOST_CHECK(fs::exists(path_of(s)));
    BOOST_CHECK(a.tell("unlock").ok());
    // Without anybody's help, it stays.
    BOOST_CHECK(a.tell("close").ok());
    BOOST_CHECK(fs::exists(path_of(s)));
    BOOST_CHECK(fs::exists(path_of(s).string() + ".neighbour"));
}

// A file that stands at the path is removed, not one that was moved away.
BOOST_AUTO_TEST_CASE(removal_follows_the_path)
{
    scene s(lock_type_named("link_check"), party_kind::process);
    party& a = s.add();
    fs::path const aside = path_of(s).string() + ".old";
    move_aside(path_of(s));
    a.tell("remove");
    BOOST_CHECK(fs::exists(aside));
    BOOST_CHECK(!fs::exists(path_of(s)));
}

BOOST_AUTO_TEST_CASE(still_linked_tells_a_holder)
{
    basic_named_lock< flock_backend > lock(unique_name());
    lock.lock();
    BOOST_CHECK(lock.still_linked());
    move_aside(lock.path());
    BOOST_CHECK(!lock.still_linked());
    std::ofstream(lock.path()).flush();
    BOOST_CHECK(!lock.still_linked());
    fs::remove(lock.path());
    BOOST_CHECK(!lock.still_linked());
    lock.unlock();
    fs::remove(lock.path().string() + ".old");
    lock.lock();
    BOOST_CHECK(lock.still_linked());
    lock.unlock();
}
