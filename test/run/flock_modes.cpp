// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The permissions of the lock files that the library creates (POSIX).

#include "../common/environment.hpp"
#include "../common/other_user.hpp"

#include <boost/named_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <string>

#include <sys/stat.h>

using namespace boost::named_locks;
using named_lock_test::changed_umask;
using named_lock_test::unique_name;

namespace {

unsigned mode_of(std::string const& file)
{
    struct ::stat status;
    BOOST_REQUIRE_EQUAL(::stat(file.c_str(), &status), 0);
    return status.st_mode & 07777u;
}

unsigned mode_of_new_file(::mode_t mask, visibility visible_to)
{
    changed_umask const masked(mask);
    lock_options options;
    options.visible_to = visible_to;
    named_lock lock(unique_name(), options);
    // Nobody but the lock file knows of the mode: the process's own mask is as it was.
    ::mode_t const after = ::umask(mask);
    BOOST_CHECK_EQUAL(after, mask);
    unsigned const mode = mode_of(lock.native_name());
    // Also when it is made anew.
    BOOST_CHECK(lock.remove());
    lock.lock();
    lock.unlock();
    BOOST_CHECK_EQUAL(mode_of(lock.native_name()), mode);
    return mode;
}

} // namespace

BOOST_AUTO_TEST_CASE(new_files)
{
    for (::mode_t const mask : { 0u, 022u, 077u, 0777u })
    {
        BOOST_CHECK_EQUAL(mode_of_new_file(mask, visibility::inherited), 0666u & ~mask);
        BOOST_CHECK_EQUAL(mode_of_new_file(mask, visibility::user), 0600u);
        BOOST_CHECK_EQUAL(mode_of_new_file(mask, visibility::everyone), 0666u);
    }
}

BOOST_AUTO_TEST_CASE(existing_files_keep_theirs)
{
    for (visibility const visible_to : { visibility::inherited, visibility::user, visibility::everyone })
    {
        std::string const file = (named_lock_test::temporary_folder() / unique_name()).string();
        std::ofstream(file).flush();
        BOOST_REQUIRE_EQUAL(::chmod(file.c_str(), 0640), 0);
        lock_options options;
        options.visible_to = visible_to;
        named_lock lock = named_lock::from_native_name(file, options);
        lock.lock();
        lock.unlock();
        BOOST_CHECK_EQUAL(mode_of(file), 0640u);
    }
}
