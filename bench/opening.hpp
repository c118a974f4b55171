// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What it costs to open and to close locks, while many are open already.

#ifndef BOOST_NAMED_LOCK_BENCH_OPENING_HPP
#define BOOST_NAMED_LOCK_BENCH_OPENING_HPP

#include "contestant.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <exception>
#include <iomanip>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <sys/resource.h>

namespace named_lock_bench {

class opening
{
public:
    opening(contestant const& candidate, std::string const& name) : m_candidate(candidate), m_name(name)
    {
    }

    /// Opens `count` locks that do not exist yet, or as many as there is room for; then, again and again, one more,
    /// which exists; and closes them all.
    void run(std::size_t count)
    {
        allow_descriptors(count + 100);
        m_locks.reserve(count);
        create_all(count);
        if (m_locks.empty())
            return;
        for (auto& each : m_one_more)
        {
            each = time([this] {
                // The oldest name again would only be another handle.
                m_candidate.open(m_name + "more");
            });
        }
        std::sort(m_one_more.begin(), m_one_more.end());
        for (auto const& each : m_locks)
            each->discard();
        m_candidate.open(m_name + "more")->discard();
        m_close = time([this] { m_locks.clear(); });
    }

    /// The members of a JSON object. Times are in nanoseconds for each lock.
    friend std::ostream& operator<<(std::ostream& out, opening const& run)
    {
        auto const each = [&run](nanoseconds all) {
            return run.m_opened == 0 ? 0. : static_cast< double >(all.count()) / static_cast< double >(run.m_opened);
        };
        return out << "\"opened\":" << run.m_opened << ",\"stopped_by\":" << std::quoted(run.m_stopped_by)
                   << ",\"create\":" << each(run.m_create)
                   << ",\"one_more\":" << run.m_one_more[run.m_one_more.size() / 2].count()
                   << ",\"close\":" << each(run.m_close);
    }

private:
    using nanoseconds = std::chrono::nanoseconds;

    template< class Call >
    static nanoseconds time(Call const& call)
    {
        auto const start = std::chrono::steady_clock::now();
        call();
        return std::chrono::steady_clock::now() - start;
    }

    /// Only root may raise the hard limit; others get as many as there may be.
    static void allow_descriptors(::rlim_t wanted)
    {
        ::rlimit limit;
        if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
            return;
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
        limit.rlim_cur = limit.rlim_max = (std::max)(limit.rlim_max, wanted);
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }

    void create_all(std::size_t count)
    {
        m_candidate.open(m_name + "more");
        m_create = time([this, count] {
            try
            {
                while (m_locks.size() != count)
                    m_locks.push_back(m_candidate.open(m_name + std::to_string(m_locks.size())));
            }
            catch (std::exception const& failure)
            {
                m_stopped_by = failure.what();
            }
        });
        m_opened = m_locks.size();
        // Where there was no room for the last one, there is none for one more either.
        if (!m_stopped_by.empty() && !m_locks.empty())
        {
            m_locks.back()->discard();
            m_locks.pop_back();
        }
    }

    contestant const& m_candidate;
    std::string const m_name;
    std::vector< std::unique_ptr< lock_under_test > > m_locks;
    std::size_t m_opened = 0;
    std::string m_stopped_by;
    nanoseconds m_create{};
    nanoseconds m_close{};
    std::array< nanoseconds, 101 > m_one_more{};
};

} // namespace named_lock_bench

#endif // BOOST_NAMED_LOCK_BENCH_OPENING_HPP
