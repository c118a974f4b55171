// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What the library costs when nobody else wants the lock: `lock` and `unlock` of a backend beside the system calls that it
// cannot do without, in one run.

#include <boost/named_lock.hpp>

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace boost::named_locks;

namespace {

std::string unique_name(char const* what)
{
    return "bench-" + std::to_string(::getpid()) + "-" + what;
}

template< class Backend >
void named_lock_pair(benchmark::State& state)
{
    basic_named_lock< Backend > lock(unique_name("lock"));
    for (auto _ : state)
    {
        lock.lock();
        lock.unlock();
    }
    ::unlink(lock.native_name().c_str());
}

// The bare system calls, in the order of the backend.

struct calls_without_check
{
    static void locked(int, char const*) {}
    static void unlocking(int) {}
};

struct calls_of_link_check : calls_without_check
{
    static void locked(int fd, char const*)
    {
        struct ::stat status;
        benchmark::DoNotOptimize(::fstat(fd, &status));
    }
};

struct calls_of_path_check : calls_without_check
{
    static void locked(int fd, char const* path)
    {
        struct ::stat status;
        benchmark::DoNotOptimize(::fstat(fd, &status));
        benchmark::DoNotOptimize(::lstat(path, &status));
    }
};

struct calls_of_owner_record
{
    static void locked(int fd, char const* path)
    {
        calls_of_link_check::locked(fd, path);
        char record[256] = {};
        benchmark::DoNotOptimize(::pread(fd, record, 16, 0));
        benchmark::DoNotOptimize(::pwrite(fd, record, sizeof record, 0));
    }
    static void unlocking(int fd)
    {
        char const head[16] = {};
        benchmark::DoNotOptimize(::pwrite(fd, head, sizeof head, 0));
    }
};

template< class Calls >
void bare_calls(benchmark::State& state)
{
    std::string const path = "/tmp/" + unique_name("bare");
    int const fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0 || ::posix_fallocate(fd, 0, 256) != 0)
        std::abort();
    for (auto _ : state)
    {
        benchmark::DoNotOptimize(::flock(fd, LOCK_EX));
        Calls::locked(fd, path.c_str());
        Calls::unlocking(fd);
        benchmark::DoNotOptimize(::flock(fd, LOCK_UN));
    }
    ::close(fd);
    ::unlink(path.c_str());
}

} // namespace

// bench/run.sh divides each pair.
BENCHMARK(bare_calls< calls_without_check >)->Name("flock, no check/bare calls");
BENCHMARK(named_lock_pair< basic_flock_backend< no_file_check > >)->Name("flock, no check/named lock");
BENCHMARK(bare_calls< calls_of_link_check >)->Name("flock, link check/bare calls");
BENCHMARK(named_lock_pair< flock_backend >)->Name("flock, link check/named lock");
BENCHMARK(bare_calls< calls_of_path_check >)->Name("flock, path check/bare calls");
BENCHMARK(named_lock_pair< basic_flock_backend< path_check > >)->Name("flock, path check/named lock");
BENCHMARK(bare_calls< calls_of_owner_record >)->Name("flock, owner record/bare calls");
BENCHMARK(named_lock_pair< tracked_flock_backend >)->Name("flock, owner record/named lock");

BENCHMARK_MAIN();
