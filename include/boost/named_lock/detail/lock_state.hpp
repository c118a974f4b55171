// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What all handles of one native name share in a process: the backend, and the layer that keeps threads apart.

#ifndef BOOST_NAMED_LOCK_DETAIL_LOCK_STATE_HPP
#define BOOST_NAMED_LOCK_DETAIL_LOCK_STATE_HPP

#include <boost/named_lock/backend.hpp>
#include <boost/named_lock/detail/no_thread_layer.hpp>
#include <boost/named_lock/detail/patience.hpp>
#include <boost/named_lock/detail/process_states.hpp>
#include <boost/named_lock/detail/recursion_guard.hpp>
#include <boost/named_lock/detail/thread_gate.hpp>
#include <boost/named_lock/detail/thread_sanitizer.hpp>

#include <boost/config.hpp>

#include <atomic>
#include <cstddef>
#include <mutex>
#include <system_error>
#include <type_traits>
#include <utility>

namespace boost {
namespace named_locks {
namespace detail {

template< class Backend >
class registry;

/// What the registry of `Backend` finds a lock state by.
template< class Backend, bool = has_key< Backend > >
struct state_key
{
    using type = typename Backend::name_domain::native_name_type;

    static outcome identify(type const& native_name, lock_options const&, type& key)
    {
        key = native_name;
        return outcome();
    }
};

template< class Backend >
struct state_key< Backend, true >
{
    using type = typename Backend::key_type;

    static outcome identify(
        typename Backend::name_domain::native_name_type const& native_name, lock_options const& options, type& key)
    {
        return Backend::identify(native_name, options, key);
    }
};

/// A thread-owned lock gets no gate: a thread that ended while it held the lock would leave the gate closed for ever.
template< class Backend >
using thread_layer_for = std::conditional_t<
    Backend::thread_owned,
    recursion_guard,
    std::conditional_t< Backend::excludes_handles, no_thread_layer, thread_gate > >;

/// One per native name and process. It is made by the registry and lives as long as a `state_ptr` refers to it.
template< class Backend >
class BOOST_SYMBOL_VISIBLE lock_state final : private forkable_state
{
public:
    using native_name_type = typename Backend::name_domain::native_name_type;
    using key_type = typename state_key< Backend >::type;

    lock_state(native_name_type native_name, key_type key, lock_options const& options) :
        m_native_name(std::move(native_name)), m_key(std::move(key)), m_options(options)
    {
    }

    native_name_type const& native_name() const noexcept { return m_native_name; }
    Backend const& backend() const noexcept { return m_backend; }

    template< class Mode, class Patience >
    outcome acquire(Mode mode, Patience patience) noexcept
    {
        os_lock os(*this, m_options.create);
        outcome const result = m_layer.acquire(mode, os, patience);
        if (BOOST_LIKELY(result.acquired()))
            m_order.acquired(mode);
        return result;
    }

    /// Whether the calling thread may release the lock, if it is held.
    bool may_release() const noexcept { return m_layer.may_release(); }

    template< class Mode >
    outcome release(Mode mode) noexcept
    {
        os_lock os(*this, m_options.create);
        m_order.releasing(mode);
        return m_layer.release(mode, os);
    }

    /// Removes the name, if nobody holds the lock.
    /// Returns: success; busy if the lock is held; otherwise failure, `no_such_file_or_directory` if there is no such
    /// name.
    outcome remove() noexcept
    {
        removers_lock os(*this);
        outcome result;
        do
        {
            outcome const acquired = m_layer.acquire(exclusive_mode(), os, never());
            if (!acquired.acquired())
                return acquired;
            result = m_backend.remove();
            // Of a death that was found here, the next holder still has to be told.
            if (result.failed() && acquired.status() == lock_status::abandoned)
                os.release_by_closing();
            // Whoever comes next opens the name again.
            if (result.status() == lock_status::stale)
                m_open.store(false, std::memory_order_relaxed);
            // No handover: the threads that wait here must go through the operating system's lock, where they learn
            // that the name is gone.
            static_cast< void >(m_layer.release_for_good(exclusive_mode(), os));
        } while (result.status() == lock_status::stale);
        return result;
    }

private:
    friend class registry< Backend >;

    /// The operating system's lock as a thread layer sees it: always open.
    class os_lock
    {
    public:
        os_lock(lock_state& state, creation create) noexcept : m_state(state), m_create(create) {}

        template< class Mode, class Patience >
        outcome acquire(Mode, Patience patience) noexcept
        {
            for (;;)
            {
                if (BOOST_UNLIKELY(!m_state.m_open.load(std::memory_order_acquire)))
                {
                    outcome const opened = m_state.reopen(m_create);
                    if (opened.failed())
                        return opened;
                }
                outcome const result = Mode::acquire(m_state.m_backend, patience);
                if (BOOST_LIKELY(result.status() != lock_status::stale))
                    return result;
                m_state.m_open.store(false, std::memory_order_relaxed);
            }
        }

        template< class Mode >
        outcome release(Mode) noexcept { return Mode::release(m_state.m_backend); }

    private:
        lock_state& m_state;
        creation m_create;
    };

    /// The same for an acquisition that no handle knows of: nobody could repeat a release that failed.
    class removers_lock : public os_lock
    {
    public:
        // A name that is gone already is not made anew.
        explicit removers_lock(lock_state& state) noexcept : os_lock(state, creation::open_only), m_state(state) {}

        void release_by_closing() noexcept { m_by_closing = true; }

        template< class Mode >
        outcome release(Mode mode) noexcept
        {
            if (BOOST_UNLIKELY(m_by_closing || os_lock::release(mode).failed()))
                m_state.close();
            m_by_closing = false;
            return outcome();
        }

    private:
        lock_state& m_state;
        bool m_by_closing = false;
    };

    BOOST_NOINLINE outcome reopen(creation create)
    {
        std::lock_guard< std::mutex > const guard(process_states::instance().mutex());
        return m_open.load(std::memory_order_relaxed) ? outcome() : open(create);
    }

    /// Called under the process-wide mutex.
    outcome open(creation create)
    {
        outcome const opened = m_backend.open(m_native_name, lock_options{ create, m_options.visible_to });
        if (!opened.failed())
            m_open.store(true, std::memory_order_release);
        return opened;
    }

    /// Releases what is held by closing it: `Backend::open` closes what is open first.
    BOOST_NOINLINE void close() noexcept
    {
        m_open.store(false, std::memory_order_relaxed);
        static_cast< void >(reopen(creation::open_only));
    }

    void forget() noexcept override
    {
        m_open.store(false, std::memory_order_relaxed);
        m_backend.forget();
        m_layer.forget();
    }

    thread_layer_for< Backend > m_layer;
    sanitizer_order m_order;
    Backend m_backend;
    std::atomic< bool > m_open{ false };
    std::atomic< std::size_t > m_references{ 1 };
    native_name_type const m_native_name;
    key_type const m_key;
    lock_options const m_options;
};

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_LOCK_STATE_HPP
