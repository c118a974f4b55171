// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A backend of one's own, for a lock that shell scripts take with `mkdir`: a folder that exists while the lock is held.

#include <boost/named_lock/basic_named_lock.hpp>

#include <filesystem>
#include <iostream>
#include <system_error>
#include <thread>

namespace nl = boost::named_locks;

struct folder_backend
{
    using name_domain = nl::lock_file;
    static constexpr char const* native_suffix = ".folder";

    static constexpr bool excludes_handles = true; // whoever asks, mkdir succeeds once
    static constexpr bool thread_owned = false;
    static constexpr bool crash_safe = false; // the folder of a dead process stays
    static constexpr bool reports_abandonment = false;
    static constexpr bool persistent_name = false;

    folder_backend() = default;
    folder_backend(folder_backend const&) = delete;

    nl::outcome open(name_domain::native_name_type const& name, nl::lock_options const&)
    {
        path = name;
        return nl::outcome();
    }
    bool is_open() const noexcept { return !path.empty(); }
    void forget() noexcept { path.clear(); }

    nl::outcome try_lock() noexcept
    {
        std::error_code ec;
        if (std::filesystem::create_directory(path, ec))
            return nl::outcome(); // success
        return ec ? nl::outcome::system_failure(ec.value(), "mkdir") : nl::lock_status::busy;
    }
    nl::outcome lock() noexcept
    {
        for (;; std::this_thread::yield())
            if (nl::outcome const result = try_lock(); result.status() != nl::lock_status::busy)
                return result;
    }
    nl::outcome unlock() noexcept
    {
        std::error_code ec;
        std::filesystem::remove(path, ec);
        return ec ? nl::outcome::system_failure(ec.value(), "rmdir") : nl::outcome();
    }

    std::filesystem::path path;
};

int main()
{
    nl::basic_named_lock< folder_backend > lock("example-custom-backend");
    auto guard = lock.acquire();
    std::cout << "mkdir " << lock.path() << " would fail now.\n";
    if (!std::filesystem::is_directory(lock.path()) || lock.try_lock())
        return 1;
    guard.unlock();
    return std::filesystem::exists(lock.path()) ? 1 : 0;
}
