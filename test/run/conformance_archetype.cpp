// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A backend that has what is required and nothing else, written as a user would write it: a folder that exists while
// the lock is held. It shows that the requirements are enough, and that the suite holds a backend to what it promises.

#include "../common/conformance.hpp"

#include <boost/named_lock/basic_named_lock.hpp>

#include <filesystem>
#include <string>
#include <system_error>
#include <thread>

using namespace boost::named_locks;

namespace {

template< bool ExcludesHandles >
class archetype_backend
{
public:
    using name_domain = lock_file;
    static constexpr char const* native_suffix = ".archetype";
    static constexpr bool excludes_handles = ExcludesHandles;
    static constexpr bool thread_owned = false;
    static constexpr bool crash_safe = false;
    static constexpr bool reports_abandonment = false;
    static constexpr bool persistent_name = false;

    archetype_backend() = default;
    archetype_backend(archetype_backend const&) = delete;

    outcome open(name_domain::native_name_type const& name, lock_options const&) noexcept
    {
        m_path = name;
        return outcome();
    }
    bool is_open() const noexcept { return !m_path.empty(); }
    void forget() noexcept { m_path.clear(); }

    outcome lock() noexcept
    {
        for (;;)
        {
            outcome const result = try_lock();
            if (result.status() != lock_status::busy)
                return result;
            std::this_thread::yield();
        }
    }
    outcome try_lock() noexcept
    {
        std::error_code ec;
        if (std::filesystem::create_directory(m_path, ec))
            return outcome();
        // The error, too: the folder may go away while create_directory looks at what stands in its way.
        if (!ec || ec == std::errc::file_exists)
            return lock_status::busy;
        return outcome::system_failure(ec.value(), "create_directory");
    }
    outcome unlock() noexcept
    {
        std::error_code ec;
        std::filesystem::remove(m_path, ec);
        return ec ? outcome::system_failure(ec.value(), "remove") : outcome();
    }

private:
    std::filesystem::path m_path;
};

// The mechanism excludes threads as well as processes, so both are the truth. One goes without the thread gate.
using bare_archetype = archetype_backend< true >;
using gated_archetype = archetype_backend< false >;

static_assert(is_lock_backend_v< bare_archetype >, "the requirements are met");
static_assert(!has_timed_mode< bare_archetype > && !has_shared_mode< bare_archetype >, "and nothing else is there");
static_assert(!has_removal< bare_archetype > && !has_native_handle< bare_archetype >, "and nothing else is there");

// What a dead holder leaves behind.
void delete_folder(std::string const& name)
{
    std::error_code ec;
    auto const path = temp_directory_naming().native_name(lock_file(), name, bare_archetype::native_suffix, ec);
    std::filesystem::remove(path, ec);
}

} // namespace

BOOST_NAMED_LOCK_CONFORMANCE_WITH_CLEAN_UP(archetype, delete_folder, basic_named_lock< bare_archetype >)
BOOST_NAMED_LOCK_CONFORMANCE_WITH_CLEAN_UP(archetype_behind_gate, delete_folder, basic_named_lock< gated_archetype >)
