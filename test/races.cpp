// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Programs that are wrong in spite of a lock. Built with ThreadSanitizer, each must be reported.
//
//     races writers   one of two writers does not lock
//     races readers   two readers write

#include <boost/named_lock.hpp>

#include <atomic>
#include <cstring>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>

#include <unistd.h>

using boost::named_locks::named_lock;

namespace {

int shared_value = 0;

void write_without_lock(named_lock& lock)
{
    std::thread other([&] {
        std::scoped_lock const guard(lock);
        ++shared_value;
    });
    ++shared_value;
    other.join();
}

void write_as_readers(named_lock& lock)
{
    // Both are inside at the same time.
    std::atomic< int > inside{ 0 };
    auto const write = [&] {
        named_lock own(lock);
        std::shared_lock const guard(own);
        inside.fetch_add(1, std::memory_order_relaxed);
        while (inside.load(std::memory_order_relaxed) != 2)
            std::this_thread::yield();
        ++shared_value;
    };
    std::thread other(write);
    write();
    other.join();
}

} // namespace

int main(int argc, char* argv[])
{
    std::string const name = "races-" + std::to_string(::getpid());
    named_lock lock(name);
    if (argc == 2 && std::strcmp(argv[1], "readers") == 0)
        write_as_readers(lock);
    else
        write_without_lock(lock);
    lock.remove();
    return 0;
}
