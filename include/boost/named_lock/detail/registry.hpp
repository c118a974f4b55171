// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Finds the lock state of a name in this process, and counts the references to it.

#ifndef BOOST_NAMED_LOCK_DETAIL_REGISTRY_HPP
#define BOOST_NAMED_LOCK_DETAIL_REGISTRY_HPP

#include <boost/named_lock/detail/fork.hpp>
#include <boost/named_lock/detail/lock_state.hpp>
#include <boost/named_lock/detail/process_states.hpp>

#include <boost/config.hpp>

#include <atomic>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

namespace boost {
namespace named_locks {
namespace detail {

template< class Backend >
class state_ptr;

/// The lock states of one kind of backend, by key.
///
/// It refers to them weakly: the last `state_ptr` takes its state out. That happens under the process-wide mutex
/// *before* the count reaches zero, which `std::weak_ptr` cannot do; otherwise a second state of the same name could be
/// open for a moment beside the first, and for a lock of `fcntl` the closing of the first would release the second.
template< class Backend >
class BOOST_SYMBOL_VISIBLE registry
{
public:
    using state = lock_state< Backend >;
    using native_name_type = typename state::native_name_type;

    /// Finds the state of `native_name`, or makes it and opens its backend.
    /// Returns: The state; null if `result` is a failure.
    static state_ptr< Backend > open(native_name_type const& native_name, lock_options const& options, outcome& result)
    {
        process_states& all = process_states::instance();
        std::lock_guard< std::mutex > const guard(all.mutex());
        watch_forks();

        typename state::key_type key{};
        result = state_key< Backend >::identify(native_name, options, key);
        if (result.failed())
            return state_ptr< Backend >();

        states_by_key& states = instance();
        auto const found = states.find(key);
        if (found != states.end())
        {
            found->second->m_references.fetch_add(1, std::memory_order_relaxed);
            return state_ptr< Backend >(found->second);
        }

        auto made = std::make_unique< state >(native_name, key, options);
        result = made->open(options.create);
        if (result.failed())
            return state_ptr< Backend >();
        states.emplace(std::move(key), made.get());
        all.add(*made);
        return state_ptr< Backend >(made.release());
    }

private:
    friend class state_ptr< Backend >;

    using states_by_key = std::map< typename state::key_type, state* >;

    /// Called under the process-wide mutex, so that a fork does not find it half made. Never destroyed: destructors of
    /// static objects may still use locks.
    static states_by_key& instance()
    {
        static states_by_key& states = *new states_by_key;
        return states;
    }

    static void refer(state& shared) noexcept { shared.m_references.fetch_add(1, std::memory_order_relaxed); }

    static void unrefer(state& shared) noexcept
    {
        std::size_t references = shared.m_references.load(std::memory_order_relaxed);
        while (references > 1)
        {
            if (shared.m_references.compare_exchange_weak(
                    references, references - 1, std::memory_order_release, std::memory_order_relaxed))
                return;
        }
        unrefer_under_mutex(shared);
    }

    static BOOST_NOINLINE void unrefer_under_mutex(state& shared) noexcept
    {
        process_states& all = process_states::instance();
        std::lock_guard< std::mutex > const guard(all.mutex());
        if (shared.m_references.fetch_sub(1, std::memory_order_acq_rel) != 1)
            return;
        instance().erase(shared.m_key);
        all.remove(shared);
        delete &shared;
    }
};

/// A counted reference to a lock state, or null.
template< class Backend >
class state_ptr
{
public:
    using state = lock_state< Backend >;

    constexpr state_ptr() noexcept = default;
    state_ptr(state_ptr const& other) noexcept : m_state(other.m_state)
    {
        if (m_state != nullptr)
            registry< Backend >::refer(*m_state);
    }
    state_ptr(state_ptr&& other) noexcept : m_state(std::exchange(other.m_state, nullptr)) {}
    state_ptr& operator=(state_ptr other) noexcept
    {
        std::swap(m_state, other.m_state);
        return *this;
    }
    ~state_ptr()
    {
        if (m_state != nullptr)
            registry< Backend >::unrefer(*m_state);
    }

    state* get() const noexcept { return m_state; }
    state& operator*() const noexcept { return *m_state; }
    state* operator->() const noexcept { return m_state; }
    explicit operator bool() const noexcept { return m_state != nullptr; }

private:
    friend class registry< Backend >;

    explicit state_ptr(state* counted) noexcept : m_state(counted) {}

    state* m_state = nullptr;
};

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_REGISTRY_HPP
