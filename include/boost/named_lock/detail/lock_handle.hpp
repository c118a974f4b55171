// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What a lock handle is made of, apart from its interface: the shared state, the user's name, and its own hold.

#ifndef BOOST_NAMED_LOCK_DETAIL_LOCK_HANDLE_HPP
#define BOOST_NAMED_LOCK_DETAIL_LOCK_HANDLE_HPP

#include <boost/named_lock/detail/hold_record.hpp>
#include <boost/named_lock/detail/patience.hpp>
#include <boost/named_lock/detail/registry.hpp>
#include <boost/named_lock/detail/self_deadlock.hpp>
#include <boost/named_lock/detail/throw_error.hpp>
#include <boost/named_lock/outcome.hpp>

#include <boost/assert/source_location.hpp>
#include <boost/config.hpp>

#include <memory>
#include <string>
#include <system_error>
#include <utility>

namespace boost {
namespace named_locks {
namespace detail {

template< class Backend >
class lock_handle
{
public:
    using state = lock_state< Backend >;
    using native_name_type = typename state::native_name_type;

    lock_handle() noexcept = default;

    /// Opens the lock `native_name`. On a failure the handle is empty, and `failure` says why.
    lock_handle(
        native_name_type const& native_name,
        std::shared_ptr< std::string const > name,
        lock_options const& options,
        open_failure& failure) :
        m_name(std::move(name))
    {
        native_name_type const canonical = Backend::name_domain::canonical(native_name, failure.code);
        if (failure.code)
            return;
        outcome opened;
        m_state = registry< Backend >::open(canonical, options, opened);
        failure = { opened.error(), opened.call() };
    }

    /// A copy refers to the same state and holds nothing.
    lock_handle(lock_handle const& other) noexcept : m_state(other.m_state), m_name(other.m_name) {}

    lock_handle(lock_handle&& other) noexcept : m_state(std::move(other.m_state)), m_name(std::move(other.m_name))
    {
        m_hold.take(other.m_hold);
    }

    lock_handle& operator=(lock_handle other) noexcept
    {
        m_state = std::move(other.m_state);
        m_name = std::move(other.m_name);
        m_hold.take(other.m_hold);
        return *this;
    }

    ~lock_handle() = default;

    bool valid() const noexcept { return static_cast< bool >(m_state); }
    state& shared() const noexcept { return *m_state; }
    bool same_state(lock_handle const& other) const noexcept { return m_state.get() == other.m_state.get(); }
    std::string name() const { return m_name ? *m_name : std::string(); }
    bool abandoned() const noexcept { return m_hold.abandoned(); }
    bool held() const noexcept { return m_hold.held(); }

    template< class Mode, class Patience >
    outcome acquire(Mode mode, Patience patience) noexcept
    {
        if (BOOST_UNLIKELY(!m_state))
            return outcome::generic_failure(std::errc::operation_not_permitted, "lock");
        outcome const result = m_state->acquire(mode, patience);
        if (BOOST_LIKELY(result.acquired()))
            m_hold.acquired(mode, result.status() == lock_status::abandoned);
        watch_for_self_deadlock(m_state.get(), this, mode, patience, result);
        return result;
    }

    template< class Mode >
    outcome release(Mode mode) noexcept
    {
        switch (m_hold.owns(mode))
        {
        case hold_record::ownership::held:
            break;
        case hold_record::ownership::inherited:
            // The lock is the parent's.
            return outcome();
        case hold_record::ownership::none:
            return outcome::generic_failure(std::errc::operation_not_permitted, "unlock");
        }
        if (BOOST_UNLIKELY(!m_state->may_release()))
            return outcome::generic_failure(std::errc::operation_not_permitted, "unlock");
        bool const abandoned = m_hold.releasing(mode);
        outcome const result = m_state->release(mode);
        if (BOOST_UNLIKELY(result.failed()))
            m_hold.acquired(mode, abandoned);
        return result;
    }

    outcome remove() noexcept
    {
        return m_state ? m_state->remove() : outcome::generic_failure(std::errc::operation_not_permitted, "remove");
    }

    /// Returns: Whether `result` is an acquisition. Sets `ec` to its error.
    static bool acquired(outcome const& result, std::error_code& ec) noexcept
    {
        ec = result.error();
        return result.acquired();
    }

    /// Returns: Whether `result` is an acquisition. Throws: `lock_error` if it is a failure.
    bool acquired(outcome const& result, boost::source_location const& where) const
    {
        if (BOOST_UNLIKELY(result.failed()))
            check(result.error(), result.call(), where);
        return result.acquired();
    }

    /// Throws: `lock_error` if `ec` is an error.
    void check(std::error_code const& ec, char const* call, boost::source_location const& where) const
    {
        if (ec)
            throw_lock_error(ec, call, m_state ? native_name() : native_name_type(), where);
    }

    native_name_type const& native_name() const noexcept { return m_state->native_name(); }

private:
    state_ptr< Backend > m_state;
    hold_record m_hold;
    // Null for a lock that was opened by its native name.
    std::shared_ptr< std::string const > m_name;
};

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_LOCK_HANDLE_HPP
