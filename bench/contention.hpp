// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// One process's share of a contention: its threads take the lock again and again until the time is over.

#ifndef BOOST_NAMED_LOCK_BENCH_CONTENTION_HPP
#define BOOST_NAMED_LOCK_BENCH_CONTENTION_HPP

#include "contestant.hpp"
#include "waiting_times.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

namespace named_lock_bench {

struct contention_plan
{
    using nanoseconds = std::chrono::nanoseconds;

    int threads;
    /// How long a critical section takes, by the clock. With 0 it is the increment of the counter alone.
    nanoseconds hold;
    /// How long a thread sleeps between a release and its next request.
    nanoseconds pause;
    /// After how many acquisitions a thread stops; 0 if it goes on until the end.
    std::uint64_t limit;
};

class contention
{
public:
    using clock = std::chrono::steady_clock;

    /// `counter` is in memory that all processes share. It is not atomic: if the lock does not exclude, increments are
    /// lost, and the counter is less than the sum of the acquisitions.
    contention(
        contestant const& candidate,
        std::string const& name,
        contention_plan const& plan,
        std::uint64_t volatile& counter) :
        m_candidate(candidate),
        m_name(name),
        m_plan(plan),
        m_counter(counter),
        m_shares(static_cast< std::size_t >(plan.threads))
    {
    }

    /// The threads open the lock, start at `start`, and stop when `over`, which is called again and again and may take
    /// its time, returns true.
    void run(clock::time_point start, std::function< bool() > const& over)
    {
        std::vector< std::thread > threads;
        for (share& mine : m_shares)
            threads.emplace_back([this, start, &mine] { take_part(start, mine); });
        while (m_finished.load(std::memory_order_relaxed) != m_plan.threads && !over())
        {
        }
        m_over.store(true, std::memory_order_relaxed);
        for (std::thread& each : threads)
            each.join();
        for (share const& each : m_shares)
        {
            if (each.failure)
                std::rethrow_exception(each.failure);
        }
    }

    /// The members of a JSON object.
    friend std::ostream& operator<<(std::ostream& out, contention const& run)
    {
        waiting_times waited;
        clock::time_point end;
        out << "\"acquisitions\":[";
        char const* separator = "";
        for (share const& each : run.m_shares)
        {
            out << separator << each.acquisitions;
            separator = ",";
            waited.add(each.waited);
            end = (std::max)(end, each.end);
        }
        return out << "],\"end\":" << end.time_since_epoch().count() << ",\"waited\":" << waited;
    }

private:
    struct share
    {
        std::uint64_t acquisitions = 0;
        waiting_times waited;
        clock::time_point end{};
        std::exception_ptr failure;
    };

    void take_part(clock::time_point start, share& mine) noexcept
    {
        try
        {
            auto const lock = m_candidate.open(m_name);
            std::this_thread::sleep_until(start);
            take_turns(*lock, mine);
        }
        catch (...)
        {
            mine.failure = std::current_exception();
        }
        mine.end = clock::now();
        m_finished.fetch_add(1, std::memory_order_relaxed);
    }

    void take_turns(lock_under_test& lock, share& mine)
    {
        sampler samples(static_cast< unsigned >(&mine - m_shares.data()) + 1);
        // Not in the share, which has neighbours in its cache line.
        std::uint64_t acquisitions = 0;
        while (!m_over.load(std::memory_order_relaxed) && (m_plan.limit == 0 || acquisitions < m_plan.limit))
        {
            if (samples.due())
            {
                auto const asked = clock::now();
                lock.lock();
                auto const got = clock::now();
                section(got);
                lock.unlock();
                mine.waited.add(got - asked, samples.weight());
                samples.measured(got);
            }
            else
            {
                lock.lock();
                section(m_plan.hold.count() == 0 ? clock::time_point() : clock::now());
                lock.unlock();
            }
            ++acquisitions;
            if (m_plan.pause.count() != 0)
                std::this_thread::sleep_for(m_plan.pause);
        }
        mine.acquisitions = acquisitions;
    }

    void section(clock::time_point got)
    {
        m_counter = m_counter + 1;
        if (m_plan.hold.count() != 0)
        {
            while (clock::now() - got < m_plan.hold)
            {
            }
        }
    }

    contestant const& m_candidate;
    std::string const m_name;
    contention_plan const m_plan;
    std::uint64_t volatile& m_counter;
    std::vector< share > m_shares;
    std::atomic< bool > m_over{ false };
    std::atomic< int > m_finished{ 0 };
};

} // namespace named_lock_bench

#endif // BOOST_NAMED_LOCK_BENCH_CONTENTION_HPP
