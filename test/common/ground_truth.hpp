// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What really happens in a storm, as those who are inside and the victims themselves write it into shared memory
// (POSIX).

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_GROUND_TRUTH_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_GROUND_TRUTH_HPP

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace named_lock_test {

/// Where a party is. It writes so itself, and a victim's last word stays. In `coming` and `leaving` it may hold the
/// lock or not: nobody but the operating system knows at which instruction the lock changed hands.
enum class zone : int { outside, coming, inside, leaving };

/// Lives in `shared_memory`.
struct ground_truth
{
    static constexpr std::size_t most_parties = 16;
    static constexpr std::size_t most_unexplained = 1u << 16;

    /// Who is inside: the number of a visit, or 0. The number of a dead one stays until the next one comes.
    std::atomic< std::uint64_t > inside;
    std::atomic< std::uint64_t > visits;
    std::atomic< std::uint64_t > entries;
    /// How often somebody was inside beside somebody else who lived.
    std::atomic< std::uint64_t > violations;
    /// Exceptions, and parties that ended in another way than by SIGKILL.
    std::atomic< std::uint64_t > errors;
    /// Deaths inside that the next one inside has found.
    std::atomic< std::uint64_t > deaths_inside;
    /// How many of them the lock did not tell.
    std::atomic< std::uint64_t > missed;
    /// Entries that the lock told of a death where nobody had died inside.
    std::atomic< std::uint64_t > unexplained_count;
    std::atomic< std::uint64_t > unexplained[most_unexplained];
    std::atomic< zone > zones[most_parties];

    // Between processes only a lock-free atomic is one.
    static_assert(std::atomic< std::uint64_t >::is_always_lock_free, "the storms need lock-free 64 bit atomics");
    static_assert(std::atomic< zone >::is_always_lock_free, "the storms need lock-free atomics");
};

/// One stay in the section. To be made by whoever has just acquired the lock.
///
/// Whoever finds, when it leaves, that its number was overwritten, has not been alone: the dead write nothing.
class visit
{
public:
    explicit visit(ground_truth& truth) noexcept : m_truth(truth), m_number(++truth.visits)
    {
        m_found = truth.inside.exchange(m_number);
        m_entry = ++truth.entries;
        if (m_found != 0)
            ++truth.deaths_inside;
    }

    /// Says whether the lock told of a death, which must be so if somebody died inside.
    void told_at_least(bool abandoned) noexcept
    {
        if (m_found != 0 && !abandoned)
            ++m_truth.missed;
    }

    /// Says whether the lock told of a death, which must be so exactly if somebody died inside.
    void told(bool abandoned) noexcept
    {
        told_at_least(abandoned);
        if (m_found == 0 && abandoned)
        {
            std::uint64_t const index = m_truth.unexplained_count++;
            if (index < ground_truth::most_unexplained)
                m_truth.unexplained[index] = m_entry;
        }
    }

    /// To be called before the lock is released.
    void leave() noexcept
    {
        std::uint64_t expected = m_number;
        if (!m_truth.inside.compare_exchange_strong(expected, 0))
            ++m_truth.violations;
    }

private:
    ground_truth& m_truth;
    std::uint64_t const m_number;
    std::uint64_t m_found;
    std::uint64_t m_entry;
};

/// A death in the zone `coming` or `leaving`. If the victim held the lock, then the first entry after the death is
/// told so. The count of entries was `before` when the signal was sent, and `after` when the victim was gone, so that
/// this entry has one of the numbers before + 1 to after + 1.
struct unclear_death
{
    std::uint64_t before;
    std::uint64_t after;
};

/// Returns: How many entries were told of a death that nobody died. Each unclear death explains at most one entry,
/// and only one of those that followed it at once.
inline std::uint64_t count_false_abandonments(ground_truth const& truth, std::vector< unclear_death > deaths)
{
    std::uint64_t const total = truth.unexplained_count;
    std::size_t const logged = (std::min)(static_cast< std::size_t >(total), ground_truth::most_unexplained);
    std::vector< std::uint64_t > entries(truth.unexplained, truth.unexplained + logged);
    std::sort(entries.begin(), entries.end());
    // The window that ends first is used up first, so that as many entries as possible are explained.
    std::sort(deaths.begin(), deaths.end(), [](unclear_death const& left, unclear_death const& right) {
        return left.after < right.after;
    });
    std::uint64_t unexplained = total - logged;
    for (std::uint64_t const entry : entries)
    {
        auto const explains = [entry](unclear_death const& death) {
            return death.before + 1 <= entry && entry <= death.after + 1;
        };
        auto const ended = [entry](unclear_death const& death) { return death.after + 1 < entry; };
        deaths.erase(deaths.begin(), std::find_if_not(deaths.begin(), deaths.end(), ended));
        auto const death = std::find_if(deaths.begin(), deaths.end(), explains);
        if (death == deaths.end())
            ++unexplained;
        else
            deaths.erase(death);
    }
    return unexplained;
}

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_GROUND_TRUTH_HPP
