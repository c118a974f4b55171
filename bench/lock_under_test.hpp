// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What every lock looks like to the benchmarks, whoever wrote it.

#ifndef BOOST_NAMED_LOCK_BENCH_LOCK_UNDER_TEST_HPP
#define BOOST_NAMED_LOCK_BENCH_LOCK_UNDER_TEST_HPP

#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

namespace named_lock_bench {

/// An open lock. Each thread opens one of its own. Every member throws if it fails; contention is not a failure.
class lock_under_test
{
public:
    virtual ~lock_under_test() = default;

    virtual void lock() = 0;
    virtual bool try_lock() = 0;
    virtual void unlock() = 0;

    virtual bool has_timed_mode() const = 0;
    virtual bool try_lock_for(std::chrono::nanoseconds timeout) = 0;

    // Whole loops, so that the virtual call, which costs as much as the fastest locks, is not measured with them.

    virtual void lock_and_unlock(std::uint64_t times) = 0;
    /// Requires: Somebody else holds the lock. Throws if it could be taken.
    virtual void try_in_vain(std::uint64_t times) = 0;

    /// Removes what would outlive the benchmark. Files in $TMPDIR and shared memory objects are removed by the driver.
    virtual void discard() = 0;
};

template< class Lock, class = void >
inline constexpr bool has_try_lock_for = false;

template< class Lock >
inline constexpr bool has_try_lock_for<
    Lock,
    std::void_t< decltype(std::declval< Lock& >().try_lock_for(std::chrono::nanoseconds())) > > = true;

template< class Lock, class = void >
inline constexpr bool has_discard = false;

template< class Lock >
inline constexpr bool has_discard< Lock, std::void_t< decltype(std::declval< Lock& >().discard()) > > = true;

/// `Lock` is constructed from a name and is a Lockable; it may have `try_lock_for` and `discard`.
template< class Lock >
class lock_adapter final : public lock_under_test
{
public:
    explicit lock_adapter(std::string const& name) : m_lock(name) {}

    void lock() override { m_lock.lock(); }
    bool try_lock() override { return m_lock.try_lock(); }
    void unlock() override { m_lock.unlock(); }

    bool has_timed_mode() const override { return has_try_lock_for< Lock >; }
    bool try_lock_for([[maybe_unused]] std::chrono::nanoseconds timeout) override
    {
        if constexpr (has_try_lock_for< Lock >)
            return m_lock.try_lock_for(timeout);
        else
            throw std::logic_error("no timed mode");
    }

    void lock_and_unlock(std::uint64_t times) override
    {
        for (std::uint64_t i = 0; i < times; ++i)
        {
            m_lock.lock();
            m_lock.unlock();
        }
    }
    void try_in_vain(std::uint64_t times) override
    {
        for (std::uint64_t i = 0; i < times; ++i)
        {
            if (m_lock.try_lock())
                throw std::runtime_error("a held lock was taken");
        }
    }

    void discard() override
    {
        if constexpr (has_discard< Lock >)
            m_lock.discard();
    }

private:
    Lock m_lock;
};

} // namespace named_lock_bench

#endif // BOOST_NAMED_LOCK_BENCH_LOCK_UNDER_TEST_HPP
