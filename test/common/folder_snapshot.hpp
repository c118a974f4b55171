// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What a folder contains, to see that a call created, truncated and changed nothing (POSIX).

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_FOLDER_SNAPSHOT_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_FOLDER_SNAPSHOT_HPP

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>

#include <sys/stat.h>

namespace named_lock_test {

/// Each entry, itself and not what a link leads to, with all that a careless open could change.
inline std::map< std::string, std::string > folder_snapshot(std::filesystem::path const& folder)
{
    std::map< std::string, std::string > result;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder))
    {
        struct ::stat status;
        if (::lstat(entry.path().c_str(), &status) != 0)
            continue;
        std::ostringstream out;
        out << std::oct << status.st_mode << ' ' << status.st_ino << ' ' << status.st_nlink << ' ' << status.st_size
            << ' ' << status.st_uid << ' ' << status.st_mtim.tv_sec << '.' << status.st_mtim.tv_nsec << ' '
            << status.st_ctim.tv_sec << '.' << status.st_ctim.tv_nsec;
        if (S_ISREG(status.st_mode))
        {
            std::ifstream in(entry.path(), std::ios::binary);
            out << " content: ";
            std::copy(std::istreambuf_iterator< char >(in), {}, std::ostreambuf_iterator< char >(out));
        }
        result[entry.path().string()] = out.str();
    }
    return result;
}

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_FOLDER_SNAPSHOT_HPP
