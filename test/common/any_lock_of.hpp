// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Makes an `any_lock` of a lock type.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_ANY_LOCK_OF_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_ANY_LOCK_OF_HPP

#include "any_lock.hpp"
#include "with_patience.hpp"

#include <boost/named_lock/backend.hpp>

#include <filesystem>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

namespace named_lock_test {

/// Native names as bytes, UTF-8 where they are wide.
template< class NativeName >
std::string to_bytes(NativeName const& native_name)
{
    // Of char in C++17, and of char8_t since.
    auto const bytes = std::filesystem::path(native_name).u8string();
    return std::string(bytes.begin(), bytes.end());
}

template< class Lock >
class any_lock_of final : public any_lock
{
    using backend = typename Lock::backend_type;
    static constexpr bool timed = boost::named_locks::has_timed_mode< backend >;
    static constexpr bool shared = boost::named_locks::has_shared_mode< backend >;
    static constexpr bool timed_shared = boost::named_locks::has_timed_shared_mode< backend >;
    static constexpr bool removal = boost::named_locks::has_removal< backend >;

public:
    void open(std::string const& name, std::error_code& ec) override
    {
        Lock fresh(name, ec);
        if (!ec)
            m_lock = std::move(fresh);
    }

    void close() override { m_lock = Lock(); }

    void lock(std::error_code& ec) override { m_lock.lock(ec); }
    bool try_lock(std::error_code& ec) override { return m_lock.try_lock(ec); }
    void unlock(std::error_code& ec) override { m_lock.unlock(ec); }

    bool try_lock(patience how_long, std::error_code& ec) override
    {
        if constexpr (timed)
            return with_patience(
                how_long, [&](auto duration) { return m_lock.try_lock_for(duration, ec); },
                [&](auto time_point) { return m_lock.try_lock_until(time_point, ec); });
        else
            return missing(how_long, ec);
    }

    void lock_shared(std::error_code& ec) override
    {
        if constexpr (shared)
            m_lock.lock_shared(ec);
        else
            missing(shared, ec);
    }

    bool try_lock_shared(std::error_code& ec) override
    {
        if constexpr (shared)
            return m_lock.try_lock_shared(ec);
        else
            return missing(shared, ec);
    }

    bool try_lock_shared(patience how_long, std::error_code& ec) override
    {
        if constexpr (timed_shared)
            return with_patience(
                how_long, [&](auto duration) { return m_lock.try_lock_shared_for(duration, ec); },
                [&](auto time_point) { return m_lock.try_lock_shared_until(time_point, ec); });
        else
            return missing(how_long, ec);
    }

    void unlock_shared(std::error_code& ec) override
    {
        if constexpr (shared)
            m_lock.unlock_shared(ec);
        else
            missing(shared, ec);
    }

    bool acquire(std::error_code& ec) override { return keep(m_lock.acquire(ec)); }
    bool try_acquire(std::error_code& ec) override { return keep(m_lock.try_acquire(ec)); }

    bool try_acquire(patience how_long, std::error_code& ec) override
    {
        if constexpr (timed)
            return with_patience(
                how_long, [&](auto duration) { return keep(m_lock.try_acquire_for(duration, ec)); },
                [&](auto time_point) { return keep(m_lock.try_acquire_until(time_point, ec)); });
        else
            return missing(how_long, ec);
    }

    void release(std::error_code&) override { m_guard = guard(); }
    bool guard_abandoned() override { return m_guard.abandoned(); }
    bool abandoned() override { return m_lock.abandoned(); }

    void unwind() override
    {
        struct thrown
        {
        };
        try
        {
            std::scoped_lock< Lock > const inside(m_lock);
            throw thrown();
        }
        catch (thrown const&)
        {
        }
    }

    bool remove(std::error_code& ec) override
    {
        if constexpr (removal)
            return m_lock.remove(ec);
        else
            return missing(removal, ec);
    }

    bool remove(std::string const& name, std::error_code& ec) override
    {
        if constexpr (removal)
            return Lock::remove(name, ec);
        else
            return missing(name, ec);
    }

    std::string name() override { return m_lock.name(); }
    std::string native_name() override { return to_bytes(m_lock.native_name()); }

private:
    using guard = typename Lock::guard;

    bool keep(guard acquired)
    {
        m_guard = std::move(acquired);
        return static_cast< bool >(m_guard);
    }

    template< class Unused >
    static bool missing(Unused const&, std::error_code& ec)
    {
        ec = std::make_error_code(std::errc::function_not_supported);
        return false;
    }

    Lock m_lock;
    guard m_guard;
};

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_ANY_LOCK_OF_HPP
