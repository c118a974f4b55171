// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Every system call that the flock backends make fails, one after the other, with each error that it may have, once
// and from then on (Linux): no descriptor and no lock is left behind, the error is the right one, a lock whose
// release failed is still held, and all works afterwards.

// With it, the C library's headers call other functions than those that are written.
#undef _FORTIFY_SOURCE

#include "../common/environment.hpp"
#include "../common/fault_script.hpp"
#include "../common/memory_folder.hpp"
#include "../common/system_faults.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

namespace fs = std::filesystem;

using namespace boost::named_locks;
using namespace named_lock_test;

namespace {

auto const no_hang = boost::unit_test::timeout(120);

template< class Backend >
void inject_all(char const* title, visibility visible_to, std::vector< call_kind > const& expected_kinds)
{
    using lock_type = basic_named_lock< Backend >;

    memory_folder const folder;
    std::string const name = unique_name();
    script< lock_type >(folder.path(), name, visible_to, all_faults.front(), 0, 0, true).run();
    system_faults const without = faults;
    for (call_kind const kind : expected_kinds)
        BOOST_TEST_CONTEXT("kind " << static_cast< int >(kind))
            BOOST_TEST(without.calls[static_cast< std::size_t >(kind)] > 0u);

    unsigned runs = 0;
    unsigned failed = 0;
    for (fault const& strike : all_faults)
        for (int const error : strike.errors)
            for (unsigned first = 1; first <= without.calls[static_cast< std::size_t >(strike.kind)]; ++first)
                for (bool const once : { true, false })
                {
                    script< lock_type >(folder.path(), name, visible_to, strike, error, first, once).run();
                    ++runs;
                    failed += faults.failed;
                }
    std::printf("fault injection, %s: %u runs, %u calls failed\n", title, runs, failed);
    faults = system_faults();
}

using k = call_kind;

} // namespace

BOOST_AUTO_TEST_SUITE(fault_injection, *no_hang)

BOOST_AUTO_TEST_CASE(with_link_check)
{
    inject_all< flock_backend >(
        "flock_backend",
        visibility::inherited,
        { k::open_existing, k::create, k::fstat, k::take_flock, k::release_flock, k::unlink, k::close });
}

BOOST_AUTO_TEST_CASE(with_path_check)
{
    inject_all< basic_flock_backend< path_check > >("path_check", visibility::inherited, { k::lstat });
}

BOOST_AUTO_TEST_CASE(with_owner_record)
{
    inject_all< tracked_flock_backend >(
        "tracked_flock_backend",
        visibility::inherited,
        { k::pread,
          k::pwrite,
          k::short_pwrite,
          k::allocate,
          k::open_proc,
          k::read_proc,
          k::readlink_proc,
          k::stat_proc });
}

BOOST_AUTO_TEST_CASE(with_a_file_for_everyone)
{
    inject_all< flock_backend >("for everyone", visibility::everyone, { k::create_unnamed, k::change_mode, k::link });
}

// A removal that finds a dead owner's record and fails does not keep it to itself.
BOOST_AUTO_TEST_CASE(a_failed_removal_leaves_a_death_to_the_next_holder)
{
    using lock_type = basic_named_lock< tracked_flock_backend >;
    std::string const name = unique_name();
    {
        lock_type dropped(name);
        dropped.lock();
    }
    lock_type lock(name);
    std::error_code ec;
    faults = system_faults();
    faults.kind = call_kind::unlink;
    faults.error = EACCES;
    faults.first = 1;
    faults.how_many = 1;
    faults.active = true;
    bool const removed = lock.remove(ec);
    faults = system_faults();
    BOOST_TEST(!removed);
    BOOST_CHECK(ec == std::errc::permission_denied);
    BOOST_TEST(is_free(lock.path()));
    BOOST_TEST(lock.try_lock());
    BOOST_TEST(lock.abandoned());
    lock.unlock();
    BOOST_TEST(lock.try_lock());
    BOOST_TEST(!lock.abandoned());
    lock.unlock();
    fs::remove(lock.path());
}

// Without a standard input, the descriptor of a lock file has to be moved.
BOOST_AUTO_TEST_CASE(without_standard_input)
{
    int const standard_input = ::fcntl(0, F_DUPFD_CLOEXEC, 3);
    ::close(0);
    inject_all< tracked_flock_backend >("without standard input", visibility::inherited, { k::move_descriptor });
    ::dup2(standard_input, 0);
    ::close(standard_input);
}

BOOST_AUTO_TEST_SUITE_END()
