// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The bare locks of the operating system and of the C library, with no more around them than a program of one's own needs.

#ifndef BOOST_NAMED_LOCK_BENCH_RIVALS_SYSTEM_HPP
#define BOOST_NAMED_LOCK_BENCH_RIVALS_SYSTEM_HPP

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

namespace named_lock_bench {

[[noreturn]] inline void throw_system_error(int error, char const* call)
{
    throw std::system_error(error, std::generic_category(), call);
}

/// Throws if a call failed that returns -1 and sets `errno`.
inline int checked(int result, char const* call)
{
    if (result == -1)
        throw_system_error(errno, call);
    return result;
}

/// The driver gives every run a folder of its own.
inline std::string lock_file_path(std::string const& name, char const* suffix)
{
    char const* const folder = std::getenv("TMPDIR");
    return std::string(folder ? folder : "/tmp") + "/" + name + suffix;
}

inline std::string existing_file(std::string path)
{
    ::close(checked(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600), "open"));
    return path;
}

/// Returns: A point of time on CLOCK_MONOTONIC.
inline ::timespec deadline_in(std::chrono::nanoseconds timeout)
{
    ::timespec deadline;
    ::clock_gettime(CLOCK_MONOTONIC, &deadline);
    auto const nanoseconds = deadline.tv_nsec + timeout.count();
    deadline.tv_sec += static_cast< ::time_t >(nanoseconds / 1000000000);
    deadline.tv_nsec = static_cast< long >(nanoseconds % 1000000000);
    return deadline;
}

/// `flock(2)` alone, on a descriptor of its own for each thread.
class bare_flock
{
public:
    explicit bare_flock(std::string const& name) :
        m_fd(checked(::open(lock_file_path(name, ".flock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600), "open"))
    {
    }
    ~bare_flock() { ::close(m_fd); }
    bare_flock(bare_flock const&) = delete;
    bare_flock& operator=(bare_flock const&) = delete;

    void lock() { checked(::flock(m_fd, LOCK_EX), "flock"); }
    bool try_lock()
    {
        if (::flock(m_fd, LOCK_EX | LOCK_NB) == 0)
            return true;
        if (errno != EWOULDBLOCK)
            throw_system_error(errno, "flock");
        return false;
    }
    void unlock() { checked(::flock(m_fd, LOCK_UN), "flock"); }

private:
    int m_fd;
};

/// A POSIX named semaphore that is used as a mutex.
class named_semaphore
{
public:
    explicit named_semaphore(std::string const& name) : m_semaphore(::sem_open(("/" + name).c_str(), O_CREAT, 0600, 1))
    {
        if (m_semaphore == SEM_FAILED)
            throw_system_error(errno, "sem_open");
    }
    ~named_semaphore() { ::sem_close(m_semaphore); }
    named_semaphore(named_semaphore const&) = delete;
    named_semaphore& operator=(named_semaphore const&) = delete;

    void lock() { checked(::sem_wait(m_semaphore), "sem_wait"); }
    bool try_lock() { return taken(::sem_trywait(m_semaphore), EAGAIN); }
    bool try_lock_for(std::chrono::nanoseconds timeout)
    {
        ::timespec const deadline = deadline_in(timeout);
        return taken(::sem_clockwait(m_semaphore, CLOCK_MONOTONIC, &deadline), ETIMEDOUT);
    }
    void unlock() { checked(::sem_post(m_semaphore), "sem_post"); }

private:
    static bool taken(int result, int busy)
    {
        if (result == -1 && errno != busy)
            throw_system_error(errno, "sem_wait");
        return result == 0;
    }

    ::sem_t* m_semaphore;
};

/// A robust mutex of the C library in a shared memory object.
class robust_pthread_mutex
{
public:
    explicit robust_pthread_mutex(std::string const& name)
    {
        int const fd = checked(::shm_open(("/" + name).c_str(), O_RDWR | O_CREAT, 0600), "shm_open");
        // Who comes first sets it up, and the others wait for that.
        checked(::flock(fd, LOCK_EX), "flock");
        struct ::stat status;
        checked(::fstat(fd, &status), "fstat");
        bool const first = status.st_size == 0;
        if (first)
            checked(::ftruncate(fd, sizeof(::pthread_mutex_t)), "ftruncate");
        void* const memory = ::mmap(nullptr, sizeof(::pthread_mutex_t), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        if (memory == MAP_FAILED)
        {
            int const error = errno;
            ::close(fd);
            throw_system_error(error, "mmap");
        }
        m_mutex = static_cast< ::pthread_mutex_t* >(memory);
        if (first)
            set_up(*m_mutex);
        // The mapping keeps the open file, and with it the lock, beyond the descriptor.
        ::flock(fd, LOCK_UN);
        ::close(fd);
    }
    ~robust_pthread_mutex() { ::munmap(m_mutex, sizeof *m_mutex); }
    robust_pthread_mutex(robust_pthread_mutex const&) = delete;
    robust_pthread_mutex& operator=(robust_pthread_mutex const&) = delete;

    void lock() { taken(::pthread_mutex_lock(m_mutex), 0); }
    bool try_lock() { return taken(::pthread_mutex_trylock(m_mutex), EBUSY); }
    bool try_lock_for(std::chrono::nanoseconds timeout)
    {
        ::timespec const deadline = deadline_in(timeout);
        return taken(::pthread_mutex_clocklock(m_mutex, CLOCK_MONOTONIC, &deadline), ETIMEDOUT);
    }
    void unlock()
    {
        if (int const error = ::pthread_mutex_unlock(m_mutex))
            throw_system_error(error, "pthread_mutex_unlock");
    }

private:
    static void set_up(::pthread_mutex_t& mutex)
    {
        ::pthread_mutexattr_t attributes;
        ::pthread_mutexattr_init(&attributes);
        ::pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
        ::pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
        int const error = ::pthread_mutex_init(&mutex, &attributes);
        ::pthread_mutexattr_destroy(&attributes);
        if (error)
            throw_system_error(error, "pthread_mutex_init");
    }

    bool taken(int error, int busy)
    {
        if (error == 0)
            return true;
        if (error == EOWNERDEAD)
        {
            ::pthread_mutex_consistent(m_mutex);
            return true;
        }
        if (error != busy)
            throw_system_error(error, "pthread_mutex_lock");
        return false;
    }

    ::pthread_mutex_t* m_mutex;
};

} // namespace named_lock_bench

#endif // BOOST_NAMED_LOCK_BENCH_RIVALS_SYSTEM_HPP
