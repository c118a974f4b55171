// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The ground truth of exclusion: counters in memory that all parties share, which use no code under test.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_SCOREBOARD_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_SCOREBOARD_HPP

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>

namespace named_lock_test {

/// A small file, mapped by every process that takes part.
///
/// The counters of who is inside are atomic, so that they tell the truth also when the lock does not. `entries` is
/// deliberately incremented in two steps, with an invitation to the scheduler in between: without exclusion, updates
/// get lost. It is not atomic, so that ThreadSanitizer sees whether the lock also orders memory.
class scoreboard
{
public:
    static constexpr std::size_t flag_count = 8;

    /// Maps `file`; creates it, all zero, if there is none.
    explicit scoreboard(std::filesystem::path const& file);
    ~scoreboard();
    scoreboard(scoreboard const&) = delete;
    scoreboard& operator=(scoreboard const&) = delete;

    std::filesystem::path const& file() const noexcept { return m_file; }

    /// Returns: A number greater than all that were returned before, in whatever process.
    std::uint64_t ticket() noexcept { return m_words->tickets.fetch_add(1) + 1; }

    /// To be called while holding the lock in exclusive mode.
    void exclusive_section() noexcept;
    /// To be called while holding the lock in shared mode.
    void shared_section() noexcept;

    /// How often `exclusive_section` was called, less the updates that were lost.
    std::uint64_t entries() const noexcept { return m_words->entries; }
    /// How often somebody was inside who should not have been.
    std::uint64_t violations() const noexcept { return m_words->violations.load(); }
    /// The greatest number of readers that were inside at the same time.
    std::uint64_t most_readers() const noexcept { return m_words->most_readers.load(); }

    /// A word for handshakes that go beyond commands and answers.
    std::atomic< std::uint64_t >& flag(std::size_t index) noexcept { return m_words->flags[index]; }

private:
    struct words
    {
        std::atomic< std::uint64_t > tickets;
        std::atomic< std::uint64_t > writers;
        std::atomic< std::uint64_t > readers;
        std::atomic< std::uint64_t > most_readers;
        std::atomic< std::uint64_t > violations;
        std::uint64_t volatile entries;
        std::atomic< std::uint64_t > flags[flag_count];
    };
    // Between processes only a lock-free atomic is one.
    static_assert(std::atomic< std::uint64_t >::is_always_lock_free, "the scoreboard needs lock-free 64 bit atomics");

    struct mapping;

    std::filesystem::path m_file;
    std::unique_ptr< mapping > m_mapping;
    words* m_words;
};

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_SCOREBOARD_HPP
