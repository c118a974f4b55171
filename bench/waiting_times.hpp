// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The distribution of waiting times, in little memory, and which of them are measured.

#ifndef BOOST_NAMED_LOCK_BENCH_WAITING_TIMES_HPP
#define BOOST_NAMED_LOCK_BENCH_WAITING_TIMES_HPP

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <random>

namespace named_lock_bench {

/// Counts durations in buckets that are 1/32 of a power of two wide: what is read back is wrong by 1.6 % at most, but the
/// largest is kept as it is.
class waiting_times
{
public:
    using nanoseconds = std::chrono::nanoseconds;

    /// `weight`: for how many acquisitions this one stands.
    void add(nanoseconds waited, std::uint64_t weight)
    {
        auto const value = static_cast< std::uint64_t >((std::max)(waited.count(), nanoseconds::rep()));
        m_counts[bucket_of(value)] += weight;
        m_sum += static_cast< double >(value) * static_cast< double >(weight);
        m_largest = (std::max)(m_largest, value);
        ++m_samples;
    }

    void add(waiting_times const& others)
    {
        for (std::size_t i = 0; i < m_counts.size(); ++i)
            m_counts[i] += others.m_counts[i];
        m_sum += others.m_sum;
        m_largest = (std::max)(m_largest, others.m_largest);
        m_samples += others.m_samples;
    }

    /// A JSON object; the buckets are pairs of a duration and the number of acquisitions that waited so long.
    friend std::ostream& operator<<(std::ostream& out, waiting_times const& times)
    {
        out << "{\"samples\":" << times.m_samples << ",\"sum\":" << times.m_sum << ",\"max\":" << times.m_largest
            << ",\"buckets\":[";
        char const* separator = "";
        for (std::size_t i = 0; i < times.m_counts.size(); ++i)
        {
            if (times.m_counts[i] == 0)
                continue;
            out << separator << '[' << middle_of(i) << ',' << times.m_counts[i] << ']';
            separator = ",";
        }
        return out << "]}";
    }

private:
    static constexpr unsigned sub_bits = 5;
    static constexpr std::uint64_t sub_buckets = 1u << sub_bits;

    /// Values of up to 64 have a bucket each. A larger one is shifted until it is from 32 up to 63.
    static std::size_t bucket_of(std::uint64_t value)
    {
        unsigned shift = 0;
        while ((value >> shift) >= 2 * sub_buckets)
            ++shift;
        return static_cast< std::size_t >(shift * sub_buckets + (value >> shift));
    }

    static std::uint64_t middle_of(std::size_t bucket)
    {
        if (bucket < 2 * sub_buckets)
            return bucket;
        auto const shift = bucket / sub_buckets - 1;
        std::uint64_t const lowest = (bucket - shift * sub_buckets) << shift;
        return lowest + (std::uint64_t(1) << shift) / 2;
    }

    // The last bucket ends at about 2^44 ns, five hours.
    std::array< std::uint64_t, 40 * sub_buckets > m_counts{};
    double m_sum = 0;
    std::uint64_t m_largest = 0;
    std::uint64_t m_samples = 0;
};

/// Chooses the acquisitions whose waiting time is measured: all, or, where reading the clock would cost more than about 5 %
/// of the time, one in up to 64. The gaps are drawn at random, because regular ones would keep step with a lock that does
/// something every 64th time.
class sampler
{
public:
    explicit sampler(unsigned seed) : m_random(seed) {}

    /// Returns: Whether to measure the acquisition that comes now.
    bool due() { return --m_left == 0; }

    /// For how many acquisitions the one that is measured stands.
    std::uint64_t weight() const { return m_gap; }

    /// Called after each measurement.
    void measured(std::chrono::steady_clock::time_point now)
    {
        std::chrono::nanoseconds const cost = (now - m_last) / static_cast< std::int64_t >(m_gap);
        m_last = now;
        auto const mean = std::clamp< std::int64_t >(budget / (std::max)(cost.count(), std::int64_t(1)), 1, 64);
        m_gap = std::uniform_int_distribution< std::uint64_t >(1, static_cast< std::uint64_t >(2 * mean - 1))(m_random);
        m_left = m_gap;
    }

private:
    /// Two looks at the clock, about 50 ns, may cost 1/20 of this.
    static constexpr std::int64_t budget = 1000;

    std::minstd_rand m_random;
    std::chrono::steady_clock::time_point m_last = std::chrono::steady_clock::now();
    std::uint64_t m_gap = 1;
    std::uint64_t m_left = 1;
};

} // namespace named_lock_bench

#endif // BOOST_NAMED_LOCK_BENCH_WAITING_TIMES_HPP
