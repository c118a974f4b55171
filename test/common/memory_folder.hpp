// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A folder for lock files in memory, for tests that make so many that a busy disk would take minutes (POSIX).

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_MEMORY_FOLDER_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_MEMORY_FOLDER_HPP

#include "environment.hpp"
#include "system.hpp"

#include <filesystem>
#include <system_error>

namespace named_lock_test {

/// While it lives, locks that are opened by name have their files there. Where there is no /dev/shm, they stay where
/// they are.
class memory_folder
{
public:
    memory_folder() : m_path(std::filesystem::path("/dev/shm") / unique_name())
    {
        std::error_code ec;
        m_made = std::filesystem::create_directory(m_path, ec);
        if (m_made)
            set_temporary_folder(m_path.string());
        else
            m_path = temporary_folder();
    }
    ~memory_folder()
    {
        if (!m_made)
            return;
        set_temporary_folder(temporary_folder().string());
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    memory_folder(memory_folder const&) = delete;
    memory_folder& operator=(memory_folder const&) = delete;

    std::filesystem::path const& path() const noexcept { return m_path; }

private:
    std::filesystem::path m_path;
    bool m_made;
};

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_MEMORY_FOLDER_HPP
