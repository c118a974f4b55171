// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A named synchronisation object of Boost.Interprocess, opened or not: what the backends over them have in common.

#ifndef BOOST_NAMED_LOCK_DETAIL_INTERPROCESS_OBJECT_HPP
#define BOOST_NAMED_LOCK_DETAIL_INTERPROCESS_OBJECT_HPP

#include <boost/named_lock/detail/abandonable.hpp>
#include <boost/named_lock/detail/interprocess_call.hpp>
#include <boost/named_lock/error.hpp>
#include <boost/named_lock/name_domain.hpp>
#include <boost/named_lock/naming.hpp>
#include <boost/named_lock/options.hpp>
#include <boost/named_lock/outcome.hpp>

#include <boost/interprocess/creation_tags.hpp>

#include <string>
#include <string_view>

namespace boost {
namespace named_locks {
namespace detail {

/// `Object` is `boost::interprocess::named_mutex` or another class with its constructors.
template< class Object >
class interprocess_object
{
public:
    using native_name_type = shared_memory_object::native_name_type;

    /// `call` names the class in error texts.
    outcome open(native_name_type const& native_name, lock_options const& options, char const* call) noexcept
    {
        close();
        // Boost.Interprocess adds the leading slash where the system wants one. Where it keeps files, a name with a
        // separator would lead out of its folder.
        char const* const name = native_name.c_str() + (native_name.compare(0u, 1u, "/") == 0 ? 1 : 0);
        std::string_view const rest = std::string_view(native_name).substr(native_name.c_str() == name ? 0u : 1u);
        if (check_name(rest, rest.size()) || is_aliased_object_name(rest))
            return outcome::failure(named_lock_errc::invalid_name, call);
        return interprocess_call(call, [&] {
            if (options.create == creation::open_only)
                m_object.emplace(boost::interprocess::open_only, name);
            else
                m_object.emplace(boost::interprocess::open_or_create, name, permissions_for(options.visible_to));
        });
    }

    bool is_open() const noexcept { return static_cast< bool >(m_object); }

    void close() noexcept
    {
        no_cancellation const guard;
        m_object.reset();
    }

    /// In a forked child. The object is left open: closing a semaphore takes a lock of the C library that some other
    /// thread of the parent may have held at the `fork`. It costs the child one mapping.
    void abandon() noexcept { m_object.abandon(); }

    Object& operator*() noexcept { return *m_object; }
    Object* operator->() noexcept { return &*m_object; }

private:
    abandonable< Object > m_object;
};

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_INTERPROCESS_OBJECT_HPP
