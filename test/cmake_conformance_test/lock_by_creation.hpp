// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A user's own backend: a file that exists while the lock is held, the lock file of old. Without `Excludes` it lets
// everybody in.

#ifndef LOCK_BY_CREATION_HPP
#define LOCK_BY_CREATION_HPP

#include <boost/named_lock.hpp>

#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>
#include <thread>

template< bool Excludes >
class lock_by_creation
{
public:
    using outcome = boost::named_locks::outcome;
    using name_domain = boost::named_locks::lock_file;

    static constexpr char const* native_suffix = ".exists";
    static constexpr bool excludes_handles = true;
    static constexpr bool thread_owned = false;
    static constexpr bool crash_safe = false;
    static constexpr bool reports_abandonment = false;
    static constexpr bool persistent_name = false;

    lock_by_creation() = default;
    lock_by_creation(lock_by_creation const&) = delete;

    outcome open(name_domain::native_name_type const& path, boost::named_locks::lock_options const&)
    {
        m_path = path;
        return outcome();
    }
    bool is_open() const noexcept { return !m_path.empty(); }
    void forget() noexcept { m_path.clear(); }

    outcome lock() noexcept
    {
        for (;;)
        {
            outcome const result = try_lock();
            if (result.status() != boost::named_locks::lock_status::busy)
                return result;
            std::this_thread::yield();
        }
    }
    outcome try_lock() noexcept
    {
        std::FILE* const file = std::fopen(std::filesystem::path(m_path).string().c_str(), Excludes ? "wx" : "w");
        if (file == nullptr)
            return boost::named_locks::lock_status::busy;
        std::fclose(file);
        return outcome();
    }
    outcome unlock() noexcept
    {
        std::error_code ec;
        std::filesystem::remove(m_path, ec);
        return ec ? outcome::system_failure(ec.value(), "remove") : outcome();
    }

private:
    name_domain::native_name_type m_path;
};

/// Removes what the dead left behind, for the suite.
template< bool Excludes >
void remove_leftover(std::string const& name)
{
    std::error_code ec;
    auto const path = boost::named_locks::temp_directory_naming().native_name(
        boost::named_locks::lock_file(), name, lock_by_creation< Excludes >::native_suffix, ec);
    std::filesystem::remove(path, ec);
}

#endif // LOCK_BY_CREATION_HPP
