// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Processes use a lock whose file is removed, deleted, replaced and moved all the time, by those who hold the lock,
// and one of them is killed every 0 to 400 us, wherever it is (POSIX): nobody is ever inside beside another one, as
// far as the file check promises it.
//
// NAMED_LOCK_STORM_SECONDS in the environment says how long each of the storms rages; 2 seconds without it.

#include "../common/environment.hpp"
#include "../common/forked.hpp"
#include "../common/ground_truth.hpp"
#include "../common/process_mark.hpp"
#include "../common/shared_memory.hpp"
#include "../common/storm.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <system_error>

#include <unistd.h>

namespace fs = std::filesystem;

using namespace boost::named_locks;
using namespace named_lock_test;

namespace {

struct harm_counts
{
    std::atomic< std::uint64_t > removals;
    std::atomic< std::uint64_t > deletions;
    std::atomic< std::uint64_t > replacements;
    std::atomic< std::uint64_t > moves;
};

void replace(fs::path const& file)
{
    fs::path const fresh = file.string() + ".new." + std::to_string(::getpid());
    std::ofstream(fresh).flush();
    fs::rename(fresh, file);
}

void move_aside(fs::path const& file)
{
    fs::rename(file, file.string() + ".old." + std::to_string(::getpid()));
}

/// What a holder may do to the file after it has left the section and before it unlocks: those who wait for the old
/// file must not get in with it.
template< class Lock >
void harm_file(Lock const& lock, std::minstd_rand& random, harm_counts& harms)
{
    bool const moves = std::is_same< Lock, basic_named_lock< basic_flock_backend< path_check > > >::value;
    fs::path const file = lock.path();
    switch (random() % 16)
    {
    case 0:
        fs::remove(file);
        ++harms.deletions;
        break;
    case 1:
        replace(file);
        ++harms.replacements;
        break;
    case 2:
        // Only the path check sees it.
        if (moves)
        {
            move_aside(file);
            ++harms.moves;
        }
        break;
    default:
        break;
    }
}

template< class Lock >
void remove_at_times(Lock& lock, std::minstd_rand& random, harm_counts& harms)
{
    std::error_code ec;
    bool removed = false;
    switch (random() % 16)
    {
    case 0:
        removed = lock.remove(ec);
        break;
    case 1:
        removed = Lock::remove(lock.name(), ec);
        break;
    default:
        break;
    }
    if (ec && ec != std::errc::device_or_resource_busy)
        throw std::system_error(ec, "remove");
    if (removed)
        ++harms.removals;
}

// It has no `remove()`.
void remove_at_times(basic_named_lock< basic_flock_backend< no_file_check > >&, std::minstd_rand&, harm_counts&) {}

template< class Backend >
std::uint64_t storm(char const* title)
{
    using lock_type = basic_named_lock< Backend >;

    shared_memory< ground_truth > truth;
    shared_memory< harm_counts > harms;
    std::string const name = unique_name();
    storm_figures const figures = rage(*truth, 4, [&](std::atomic< zone >&, std::minstd_rand& random) {
        lock_type lock(name);
        for (auto rounds = random() % 4; rounds > 0; --rounds)
        {
            lock.lock();
            visit inside(*truth);
            dawdle(random);
            inside.leave();
            harm_file(lock, random, *harms);
            lock.unlock();
            remove_at_times(lock, random, *harms);
        }
    });

    bool const free = in_forked_child([&](child_checks& checks) {
        lock_type lock(name);
        NAMED_LOCK_CHILD_CHECK(checks, lock.try_lock());
    }) == 0;
    std::printf(
        "unlink storm, %s: %g s, kills %llu, entries %llu, removed %llu, deleted %llu, replaced %llu, moved %llu, "
        "violations %llu, stuck locks %d\n",
        title,
        storm_duration().count(),
        static_cast< unsigned long long >(figures.kills),
        static_cast< unsigned long long >(truth->entries),
        static_cast< unsigned long long >(harms->removals),
        static_cast< unsigned long long >(harms->deletions),
        static_cast< unsigned long long >(harms->replacements),
        static_cast< unsigned long long >(harms->moves),
        static_cast< unsigned long long >(truth->violations),
        figures.stuck || !free ? 1 : 0);
    BOOST_TEST(truth->errors == 0u);
    BOOST_TEST(truth->entries > 0u);
    BOOST_TEST(harms->deletions > 0u);
    BOOST_TEST(harms->replacements > 0u);
    BOOST_TEST(!figures.stuck);
    BOOST_TEST(free);
    return truth->violations;
}

} // namespace

BOOST_AUTO_TEST_SUITE(unlink_storm)

BOOST_AUTO_TEST_CASE(with_link_check)
{
    BOOST_TEST(storm< flock_backend >("flock_backend") == 0u);
}

BOOST_AUTO_TEST_CASE(with_path_check)
{
    BOOST_TEST(storm< basic_flock_backend< path_check > >("path_check") == 0u);
}

BOOST_AUTO_TEST_CASE(with_owner_record)
{
    BOOST_TEST(storm< tracked_flock_backend >("tracked_flock_backend") == 0u);
}

// The storm must be able to find what it looks for. How often it does is chance, so that only the figures are shown.
BOOST_AUTO_TEST_CASE(without_file_check)
{
    BOOST_WARN(storm< basic_flock_backend< no_file_check > >("no_file_check") > 0u);
}

// The same without chance: one who has the old file open and one who opens the path anew are inside together, and
// both the storm's ground truth and the check know it.
BOOST_AUTO_TEST_CASE(ground_truth_sees_two_inside)
{
    shared_memory< ground_truth > truth;
    std::string const name = unique_name();
    process_mark first_is_inside, second_was_inside;
    forked_child first([&](child_checks& checks) {
        basic_named_lock< basic_flock_backend< no_file_check > > lock(name);
        lock.lock();
        visit inside(*truth);
        fs::remove(lock.path());
        first_is_inside.set();
        second_was_inside.wait();
        NAMED_LOCK_CHILD_CHECK(checks, !lock.still_linked());
        inside.leave();
        lock.unlock();
    });
    first_is_inside.wait();
    BOOST_TEST(in_forked_child([&](child_checks&) {
        basic_named_lock< basic_flock_backend< no_file_check > > lock(name);
        lock.lock();
        visit inside(*truth);
        inside.leave();
        lock.unlock();
    }) == 0);
    second_was_inside.set();
    BOOST_TEST(first.wait() == 0);
    BOOST_TEST(truth->violations == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
