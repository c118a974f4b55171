// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// POCO's NamedMutex. On Linux it is a System V semaphore, with SEM_UNDO, whose key is made from the file /tmp/<name>.mutex.

#include "rival_module.h"

#include <Poco/NamedMutex.h>

#include <exception>
#include <string>

#include <sys/ipc.h>
#include <sys/sem.h>
#include <unistd.h>

namespace {

struct named_mutex
{
    explicit named_mutex(char const* given_name) : name(given_name), mutex(name) {}

    std::string const name;
    Poco::NamedMutex mutex;
};

template< class Call >
int result_of(Call const& call) noexcept
{
    try
    {
        return call();
    }
    catch (std::exception const&)
    {
        return rival_failed;
    }
}

Poco::NamedMutex& mutex_of(void* lock)
{
    return static_cast< named_mutex* >(lock)->mutex;
}

} // namespace

extern "C" {

void* rival_open(char const* name)
{
    try
    {
        return new named_mutex(name);
    }
    catch (std::exception const&)
    {
        return nullptr;
    }
}

void rival_close(void* lock)
{
    delete static_cast< named_mutex* >(lock);
}

int rival_lock(void* lock)
{
    return result_of([lock] { return mutex_of(lock).lock(), rival_done; });
}

int rival_try_lock(void* lock)
{
    return result_of([lock] { return mutex_of(lock).tryLock() ? rival_done : rival_busy; });
}

int rival_unlock(void* lock)
{
    return result_of([lock] { return mutex_of(lock).unlock(), rival_done; });
}

// POCO never removes the semaphore, of which the system has a limited number.
void rival_discard(void* lock)
{
    std::string const file = "/tmp/" + static_cast< named_mutex* >(lock)->name + ".mutex";
    ::key_t const key = ::ftok(file.c_str(), 0);
    if (key == -1)
        return;
    int const semaphore = ::semget(key, 1, 0);
    if (semaphore != -1)
        ::semctl(semaphore, 0, IPC_RMID);
    ::unlink(file.c_str());
}

} // extern "C"
