// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What a lock costs when nobody waits for it: `lock` and `unlock` of every contestant, beside the system calls that a
// lock file cannot do without, and `try_lock` while somebody else holds the lock.

#include "contestants.hpp"
#include "holder.hpp"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdlib>
#include <exception>
#include <string>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace named_lock_bench;

namespace {

/// So many iterations at a time, without a look at anything but the lock.
constexpr std::uint64_t batch = 100;

/// Each run has a lock of its own, in which no earlier run left anything.
std::string unique_name(char const* what)
{
    static int serial = 0;
    char const* const prefix = std::getenv("NAMED_LOCK_BENCH_NAME");
    return (prefix ? prefix : "bench-" + std::to_string(::getpid())) + "-" + what + std::to_string(++serial);
}

void lock_and_unlock(benchmark::State& state, contestant const& candidate)
{
    auto const lock = candidate.open(unique_name("pair"));
    while (state.KeepRunningBatch(batch))
        lock->lock_and_unlock(batch);
    lock->discard();
}

template< class Holder >
void try_in_vain(benchmark::State& state, contestant const& candidate)
{
    std::string const name = unique_name("try");
    Holder const holder(candidate, name);
    auto const lock = candidate.open(name);
    while (state.KeepRunningBatch(batch))
        lock->try_in_vain(batch);
    lock->discard();
}

/// What fails is reported, and the others are measured all the same.
template< class Measurement >
void add(std::string const& what, contestant const& candidate, Measurement const& measurement)
{
    benchmark::RegisterBenchmark(
        (what + "/" + candidate.label).c_str(), [&candidate, measurement](benchmark::State& state) {
            try
            {
                measurement(state, candidate);
            }
            catch (std::exception const& failure)
            {
                state.SkipWithError(failure.what());
            }
        });
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
    std::string const path = existing_file(lock_file_path(unique_name("bare"), ".lock"));
    int const fd = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (fd < 0 || ::posix_fallocate(fd, 0, 256) != 0)
        return state.SkipWithError("cannot make a file");
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

void add_all()
{
    // The report divides the lock of each policy by its bare calls.
    benchmark::RegisterBenchmark("bare calls/flock, no check", bare_calls< calls_without_check >);
    benchmark::RegisterBenchmark("bare calls/flock", bare_calls< calls_of_link_check >);
    benchmark::RegisterBenchmark("bare calls/flock, path check", bare_calls< calls_of_path_check >);
    benchmark::RegisterBenchmark("bare calls/flock, owner record", bare_calls< calls_of_owner_record >);
    for (contestant const& each : contestants())
    {
        if (!each.installed)
            continue;
        add("lock and unlock", each, lock_and_unlock);
        add("try_lock, held by another process", each, try_in_vain< holding_process >);
        if (each.among == excludes::threads_too)
            add("try_lock, held by another thread", each, try_in_vain< holding_thread >);
    }
}

} // namespace

int main(int argc, char* argv[])
{
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    add_all();
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
