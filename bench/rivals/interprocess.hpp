// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Boost.Interprocess without our library in front.

#ifndef BOOST_NAMED_LOCK_BENCH_RIVALS_INTERPROCESS_HPP
#define BOOST_NAMED_LOCK_BENCH_RIVALS_INTERPROCESS_HPP

#include "system.hpp"

#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <boost/interprocess/creation_tags.hpp>
#include <boost/interprocess/sync/file_lock.hpp>
#include <boost/interprocess/sync/named_mutex.hpp>
#include <boost/interprocess/sync/named_sharable_mutex.hpp>

#include <chrono>
#include <string>

namespace named_lock_bench {

/// Adds a constructor from a name to a mutex of Boost.Interprocess, and the spelling of a TimedLockable.
template< class Mutex >
class interprocess_lock
{
public:
    explicit interprocess_lock(std::string const& name) : m_mutex(boost::interprocess::open_or_create, name.c_str()) {}

    void lock() { m_mutex.lock(); }
    bool try_lock() { return m_mutex.try_lock(); }
    void unlock() { m_mutex.unlock(); }
    bool try_lock_for(std::chrono::nanoseconds timeout)
    {
        using std::chrono::duration_cast;
        using std::chrono::microseconds;
        return m_mutex.timed_lock(
            boost::posix_time::microsec_clock::universal_time() +
            boost::posix_time::microseconds(duration_cast< microseconds >(timeout).count()));
    }

private:
    Mutex m_mutex;
};

/// `file_lock` wants a file that exists.
class interprocess_file_mutex : public boost::interprocess::file_lock
{
public:
    interprocess_file_mutex(boost::interprocess::open_or_create_t, char const* name) :
        boost::interprocess::file_lock(existing_file(lock_file_path(name, ".fcntl")).c_str())
    {
    }
};

} // namespace named_lock_bench

#endif // BOOST_NAMED_LOCK_BENCH_RIVALS_INTERPROCESS_HPP
