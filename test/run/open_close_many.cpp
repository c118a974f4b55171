// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Locks are opened, used and closed many times (Linux): neither descriptors nor memory are used up.
//
// NAMED_LOCK_OPEN_CLOSE_COUNT in the environment says how many times; 10000 without it.

#include "../common/environment.hpp"
#include "../common/memory_folder.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <malloc.h>
#include <unistd.h>

namespace fs = std::filesystem;

using namespace boost::named_locks;
using namespace named_lock_test;

namespace {

struct resources
{
    long descriptors;
    long resident_kib;
    /// What malloc has given out, which unlike the resident memory depends on nothing but us.
    std::size_t allocated;

    static resources now()
    {
        resources result{};
        auto const all = fs::directory_iterator("/proc/self/fd");
        result.descriptors = static_cast< long >(std::distance(begin(all), end(all)));
        long pages = 0;
        std::ifstream("/proc/self/statm") >> pages >> pages;
        result.resident_kib = pages * (::sysconf(_SC_PAGESIZE) / 1024);
        result.allocated = ::mallinfo2().uordblks;
        return result;
    }
};

long count()
{
    char const* const value = std::getenv("NAMED_LOCK_OPEN_CLOSE_COUNT");
    return value != nullptr ? std::atol(value) : 10000;
}

template< class Use >
void use_many(char const* title, Use use)
{
    // What is made once and kept is made here.
    for (int i = 0; i < 10; ++i)
        use(i);
    resources const before = resources::now();
    for (long i = 0; i < count(); ++i)
        use(i);
    resources const after = resources::now();
    std::printf(
        "open, lock, unlock, close, %s: %ld times, descriptors %ld -> %ld, "
        "allocated %zu -> %zu bytes, resident %ld -> %ld KiB\n",
        title,
        count(),
        before.descriptors,
        after.descriptors,
        before.allocated,
        after.allocated,
        before.resident_kib,
        after.resident_kib);
    BOOST_TEST(after.descriptors == before.descriptors);
    // A leak of a byte each time would be more.
    BOOST_TEST(after.allocated < before.allocated + 4096u);
}

template< class Lock >
void one_name(char const* title)
{
    std::string const name = unique_name();
    use_many(title, [&](long) {
        Lock lock(name);
        lock.lock();
        lock.unlock();
    });
}

} // namespace

BOOST_AUTO_TEST_SUITE(open_close_many)

BOOST_AUTO_TEST_CASE(with_link_check) { one_name< named_lock >("flock_backend"); }

BOOST_AUTO_TEST_CASE(with_path_check)
{
    one_name< basic_named_lock< basic_flock_backend< path_check > > >("path_check");
}

BOOST_AUTO_TEST_CASE(with_owner_record)
{
    one_name< basic_named_lock< tracked_flock_backend > >("tracked_flock_backend");
}

// The registry keeps nothing of the names that were.
BOOST_AUTO_TEST_CASE(many_names)
{
    memory_folder const folder;
    std::string const name = unique_name();
    use_many("another name each time", [&](long i) {
        named_lock lock(name + '-' + std::to_string(i));
        lock.lock();
        named_lock const copy(lock);
        lock.unlock();
        lock.remove();
    });
}

// The file is opened anew each time that it is gone.
BOOST_AUTO_TEST_CASE(a_file_that_is_deleted_each_time)
{
    memory_folder const folder;
    named_lock lock(unique_name());
    use_many("deleted each time", [&](long) {
        fs::remove(lock.path());
        lock.lock();
        lock.unlock();
    });
}

BOOST_AUTO_TEST_SUITE_END()
