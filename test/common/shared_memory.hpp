// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// An object that a test and its forked children share, in memory that has no name and uses no code under test (POSIX).

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_SHARED_MEMORY_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_SHARED_MEMORY_HPP

#include <stdexcept>
#include <type_traits>

#include <sys/mman.h>

namespace named_lock_test {

/// All bytes of the object are zero at first. Made before the fork, so that both processes have it.
template< class T >
class shared_memory
{
public:
    static_assert(std::is_trivially_destructible< T >::value, "nobody knows who is the last one to use it");

    shared_memory() : m_place(::mmap(nullptr, sizeof(T), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))
    {
        if (m_place == MAP_FAILED)
            throw std::runtime_error("mmap failed");
    }
    ~shared_memory() { ::munmap(m_place, sizeof(T)); }
    shared_memory(shared_memory const&) = delete;
    shared_memory& operator=(shared_memory const&) = delete;

    T& operator*() noexcept { return *static_cast< T* >(m_place); }
    T* operator->() noexcept { return static_cast< T* >(m_place); }

private:
    void* m_place;
};

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_SHARED_MEMORY_HPP
