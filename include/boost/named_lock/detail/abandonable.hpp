// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Holds one object, or none, and can let go of it without destroying it.

#ifndef BOOST_NAMED_LOCK_DETAIL_ABANDONABLE_HPP
#define BOOST_NAMED_LOCK_DETAIL_ABANDONABLE_HPP

#include <memory>
#include <new>
#include <utility>

namespace boost {
namespace named_locks {
namespace detail {

/// Like `std::optional`, but `abandon` is possible: after a `fork` some destructors may do nothing in the child, not
/// even run, and a heap object left behind would be reported as a leak.
template< class T >
class abandonable
{
public:
    using value_type = T;

    abandonable() noexcept {}
    ~abandonable() { reset(); }

    abandonable(abandonable const&) = delete;
    abandonable& operator=(abandonable const&) = delete;

    explicit operator bool() const noexcept { return m_object != nullptr; }
    T& operator*() noexcept { return *m_object; }
    T* operator->() noexcept { return m_object; }

    /// Requires: There is no object.
    /// Throws: What the constructor throws; then there is none still.
    template< class... Args >
    void emplace(Args&&... args)
    {
        m_object = ::new (static_cast< void* >(m_storage)) T(std::forward< Args >(args)...);
    }

    /// Destroys the object, if there is one.
    void reset() noexcept
    {
        if (T* const object = std::exchange(m_object, nullptr))
            std::destroy_at(object);
    }

    /// Forgets the object, with all that it owns.
    void abandon() noexcept { m_object = nullptr; }

private:
    T* m_object = nullptr;
    alignas(T) unsigned char m_storage[sizeof(T)];
};

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_ABANDONABLE_HPP
