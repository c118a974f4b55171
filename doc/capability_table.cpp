// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Makes the rows of the documentation's capability table from the constants of the backends themselves.
//
//     capability_table <doc folder>            fails if the committed rows are not what this program would write
//     capability_table <doc folder> --write    writes them
//
// A backend of another platform does not compile here, so the rows of each platform are a file of their own.

#include <boost/named_lock.hpp>

#if __has_include(<boost/interprocess/sync/named_mutex.hpp>)
#include <boost/named_lock/interop/interprocess.hpp>
#define HAS_INTERPROCESS 1
#endif

#include <cstring>
#include <exception>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace {

using namespace boost::named_locks;

[[maybe_unused]] char const* name_of(lock_file)
{
    return "lock file";
}

[[maybe_unused]] char const* name_of(kernel_object)
{
    return "kernel object";
}

[[maybe_unused]] char const* name_of(shared_memory_object)
{
    return "shared memory object";
}

// In the order of the heading, which is in capabilities.adoc.
template< class Backend >
std::string row(char const* name)
{
    std::ostringstream text;
    text << "|`" << name << "`\n|" << name_of(typename Backend::name_domain()) << "\n|";
    if (*Backend::native_suffix != '\0')
        text << '`' << Backend::native_suffix << '`';
    text << '\n';
    for (bool const has : {
             Backend::excludes_handles,
             Backend::thread_owned,
             Backend::crash_safe,
             Backend::reports_abandonment,
             Backend::persistent_name,
             has_timed_mode< Backend >,
             has_shared_mode< Backend >,
             has_timed_shared_mode< Backend >,
             has_removal< Backend >,
             has_still_linked< Backend >,
             has_owner< Backend >,
             has_native_handle< Backend >,
             has_key< Backend >,
             is_for_one_user< Backend >,
         })
    {
        text << (has ? "|yes\n" : "|-\n");
    }
    text << '\n';
    return text.str();
}

std::string rows_of_this_platform()
{
#if defined(_WIN32)
    return row< win32_mutex_backend >("win32_mutex_backend");
#else
    return row< flock_backend >("flock_backend") +
        row< tracked_flock_backend >("tracked_flock_backend") +
        row< basic_flock_backend< path_check > >("basic_flock_backend< path_check >") +
        row< basic_flock_backend< no_file_check > >("basic_flock_backend< no_file_check >");
#endif
}

#if defined(__linux__)
std::string rows_of_linux()
{
    return row< robust_mutex_backend >("robust_mutex_backend");
}
#endif

#if defined(HAS_INTERPROCESS)
std::string rows_of_interprocess()
{
    return row< interprocess_mutex_backend >("interprocess_mutex_backend") +
        row< interprocess_sharable_backend >("interprocess_sharable_backend") +
        row< interprocess_file_lock_backend >("interprocess_file_lock_backend");
}
#endif

void check_or_write(std::string const& file_name, std::string const& rows, bool write)
{
    std::string const expected = "// Written by capability_table.cpp. Do not change it by hand.\n\n" + rows;
    if (write)
    {
        if (!(std::ofstream(file_name, std::ios::binary) << expected).flush())
            throw std::runtime_error("cannot write " + file_name);
        return;
    }
    std::ostringstream committed;
    committed << std::ifstream(file_name, std::ios::binary).rdbuf();
    if (committed.str() != expected)
        throw std::runtime_error(file_name + " is out of date. It should be:\n" + expected);
}

} // namespace

int main(int argc, char* argv[])
try
{
    if (argc < 2 || argc > 3 || (argc == 3 && std::strcmp(argv[2], "--write") != 0))
        throw std::runtime_error("usage: capability_table <doc folder> [--write]");
    std::string const beginning = argv[1] + std::string("/capability_rows_");
    bool const write = argc == 3;
#if defined(_WIN32)
    check_or_write(beginning + "windows.adoc", rows_of_this_platform(), write);
#else
    check_or_write(beginning + "posix.adoc", rows_of_this_platform(), write);
#endif
#if defined(__linux__)
    check_or_write(beginning + "linux.adoc", rows_of_linux(), write);
#endif
#if defined(HAS_INTERPROCESS)
    check_or_write(beginning + "interprocess.adoc", rows_of_interprocess(), write);
#endif
    return 0;
}
catch (std::exception const& error)
{
    std::cerr << error.what() << '\n';
    return 1;
}
