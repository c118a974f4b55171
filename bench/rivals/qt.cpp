// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Qt's QLockFile: a file that exists while the lock is held, and says by whom.

#include "rival_module.h"

#include <QLockFile>
#include <QString>

#include <algorithm>
#include <cstdlib>
#include <string>

namespace {

QLockFile& lock_of(void* lock)
{
    return *static_cast< QLockFile* >(lock);
}

int result_of(bool locked, QLockFile const& lock)
{
    if (locked)
        return rival_done;
    return lock.error() == QLockFile::LockFailedError ? rival_busy : rival_failed;
}

} // namespace

extern "C" {

void* rival_open(char const* name)
{
    char const* const folder = std::getenv("TMPDIR");
    std::string const path = std::string(folder ? folder : "/tmp") + "/" + name + ".qlockfile";
    auto* const lock = new QLockFile(QString::fromStdString(path));
    // Its age alone makes no lock stale, as the manual advises where a lock protects a resource.
    lock->setStaleLockTime(0);
    return lock;
}

void rival_close(void* lock)
{
    delete &lock_of(lock);
}

int rival_lock(void* lock)
{
    return result_of(lock_of(lock).lock(), lock_of(lock));
}

int rival_try_lock(void* lock)
{
    return result_of(lock_of(lock).tryLock(), lock_of(lock));
}

int rival_try_lock_for(void* lock, long long nanoseconds)
{
    return result_of(lock_of(lock).tryLock(static_cast< int >((std::max)(1LL, nanoseconds / 1000000))), lock_of(lock));
}

int rival_unlock(void* lock)
{
    lock_of(lock).unlock();
    return rival_done;
}

} // extern "C"
