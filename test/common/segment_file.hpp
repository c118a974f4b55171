// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The file of a robust mutex, seen from outside (Linux).

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_SEGMENT_FILE_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_SEGMENT_FILE_HPP

#include "environment.hpp"

#include <boost/named_lock/backends/robust_mutex.hpp>
#include <boost/named_lock/basic_named_lock.hpp>
#include <boost/named_lock/detail/linux/robust_segment.hpp>

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

namespace named_lock_test {

using robust_lock = boost::named_locks::basic_named_lock< boost::named_locks::robust_mutex_backend >;

/// A name of a lock, and what stands under it in shared memory, which is removed in the end.
class segment_file
{
public:
    using page = boost::named_locks::detail::robust_page;

    segment_file() = default;
    segment_file(segment_file const&) = delete;
    segment_file& operator=(segment_file const&) = delete;
    ~segment_file()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }

    std::string const& name() const noexcept { return m_name; }
    std::string const& path() const noexcept { return m_path; }

    robust_lock lock() const { return robust_lock(m_name); }

    /// Returns: Why the lock cannot be opened; no error if it can.
    std::error_code refusal() const
    {
        std::error_code ec;
        robust_lock const opened(m_name, ec);
        return ec;
    }

    page read() const
    {
        page content{};
        std::ifstream file(m_path, std::ios::binary);
        file.read(reinterpret_cast< char* >(&content), sizeof content);
        BOOST_TEST_REQUIRE(file.gcount() == static_cast< std::streamsize >(sizeof content));
        return content;
    }

    /// Writes it into the file that is there, or into a new one as the library makes it.
    void write(page const& content) const
    {
        bool const fresh = !std::filesystem::exists(m_path);
        {
            std::fstream file(m_path, std::ios::binary | std::ios::out | (fresh ? std::ios::trunc : std::ios::in));
            file.write(reinterpret_cast< char const* >(&content), sizeof content);
            BOOST_TEST_REQUIRE(static_cast< bool >(file.flush()));
        }
        if (fresh)
            std::filesystem::permissions(
                m_path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }

private:
    std::string const m_name = unique_name();
    std::string const m_path = "/dev/shm/" + m_name + boost::named_locks::robust_mutex_backend::native_suffix;
};

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_SEGMENT_FILE_HPP
