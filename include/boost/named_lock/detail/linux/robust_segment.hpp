// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What stands in the shared memory of a robust mutex, and whether a segment may be used by this program.

#ifndef BOOST_NAMED_LOCK_DETAIL_LINUX_ROBUST_SEGMENT_HPP
#define BOOST_NAMED_LOCK_DETAIL_LINUX_ROBUST_SEGMENT_HPP

#include <boost/named_lock/detail/linux/process_identity.hpp>
#include <boost/named_lock/error.hpp>
#include <boost/named_lock/outcome.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include <pthread.h>

namespace boost {
namespace named_locks {
namespace detail {

/// What all who use a segment must agree on.
struct robust_stamp
{
    std::uint32_t layout;
    std::uint32_t word_size;
    std::uint32_t libc;
    std::uint32_t mutex_size;
    std::uint64_t pid_namespace; // an inode number
};

/// What a robust mutex is, in the eyes of its holders: one word, all of whose changes are one store.
namespace robust_flags {

inline constexpr std::uint32_t ready = 1;     // it is set up
inline constexpr std::uint32_t removed = 2;   // its name is to be removed, or was: who acquires it opens the name again
inline constexpr std::uint32_t abandoned = 4; // the next holder is to be told of a death, as the mutex cannot tell it

} // namespace robust_flags

/// The beginning of a segment, as it is read.
///
/// A set-up stores the magic first, then the stamp and the mutex, and sets `ready` last. So a process that is killed
/// in between leaves a segment with our magic and without `ready`, which the next one sets up. A segment of zeros was
/// never set up. Magic, layout, flags and holder stay at their places in every layout.
struct robust_header
{
    static constexpr std::uint64_t right_magic = 0x315355424f524c4eu; // "NLROBUS1" on a little-endian machine

    std::uint64_t magic;
    robust_stamp stamp;
    std::uint8_t unused[32];
    std::uint32_t flags;
    std::uint32_t unused_too;
    std::uint64_t holder;
};

/// The same as it is used. The words that change with each acquisition share one cache line with the mutex.
struct robust_segment
{
    static constexpr std::size_t size = 4096;

    std::atomic< std::uint64_t > magic;
    robust_stamp stamp;
    std::uint8_t unused[32];
    std::atomic< std::uint32_t > flags;
    std::uint32_t unused_too;
    /// The process inside, as a `holder_word`; 0 for none. It is set after the mutex was acquired and cleared before it
    /// is released, so it tells whether who died was inside, which the mutex itself does not know so exactly.
    std::atomic< std::uint64_t > holder;
    ::pthread_mutex_t mutex;
};

/// A segment, whatever it contains.
struct robust_page
{
    robust_header header;
    std::uint8_t rest[robust_segment::size - sizeof(robust_header)];
};

static_assert(std::is_standard_layout< robust_segment >::value, "offsetof needs it");
static_assert(std::is_trivially_copyable< robust_page >::value, "it is read as bytes");
static_assert(
    sizeof(robust_page) == robust_segment::size && sizeof(robust_segment) <= robust_segment::size, "one page");
static_assert(offsetof(robust_segment, magic) == offsetof(robust_header, magic), "one layout");
static_assert(offsetof(robust_segment, stamp) == offsetof(robust_header, stamp), "one layout");
static_assert(offsetof(robust_segment, flags) == offsetof(robust_header, flags), "one layout");
static_assert(offsetof(robust_segment, holder) == offsetof(robust_header, holder), "one layout");
static_assert(
    std::atomic< std::uint64_t >::is_always_lock_free && std::atomic< std::uint32_t >::is_always_lock_free,
    "between processes only a lock-free atomic is one");

/// Returns: The stamp of what this program sets up.
inline robust_stamp own_stamp() noexcept
{
    constexpr std::uint32_t layout = 1;
    constexpr std::uint32_t glibc = 1; // the only one whose mutexes are used so
    return { layout, sizeof(void*), glibc, sizeof(::pthread_mutex_t), pid_namespace() };
}

inline bool is_set_up(robust_header const& header) noexcept
{
    return header.magic == robust_header::right_magic &&
        (header.flags & (robust_flags::ready | robust_flags::removed)) != 0;
}

/// Returns: Success if this program may set the segment up, because nobody ever did, or because those who did had the
/// same layout.
inline outcome check_before_set_up(robust_page const& page, robust_stamp const& own) noexcept
{
    robust_header const& header = page.header;
    if (header.magic != robust_header::right_magic)
    {
        robust_page const zeros{};
        bool const untouched = std::memcmp(&page, &zeros, sizeof zeros) == 0;
        return untouched ? outcome() : outcome::failure(named_lock_errc::foreign_file, "open");
    }
    if (!is_set_up(header))
        return outcome();
    if (header.stamp.layout != own.layout)
        return outcome::failure(named_lock_errc::other_layout, "open");
    if (header.stamp.word_size != own.word_size || header.stamp.libc != own.libc ||
        header.stamp.mutex_size != own.mutex_size)
        return outcome::failure(named_lock_errc::other_abi, "open");
    return outcome();
}

/// Returns: Success if this program may use the segment, once it is set up, together with those who use it already.
inline outcome check_before_use(robust_page const& page, robust_stamp const& own) noexcept
{
    outcome const checked = check_before_set_up(page, own);
    if (!checked.failed() && is_set_up(page.header) && page.header.stamp.pid_namespace != own.pid_namespace)
        return outcome::failure(named_lock_errc::other_pid_namespace, "open");
    return checked;
}

/// A process in one word: its id, and when it started.
class holder_word
{
public:
    constexpr explicit holder_word(std::uint64_t value) noexcept : m_value(value) {}
    constexpr holder_word(std::int64_t pid, std::uint64_t start_time) noexcept :
        m_value((static_cast< std::uint64_t >(pid) << start_time_bits) | (start_time & start_time_mask))
    {
    }

    constexpr std::uint64_t value() const noexcept { return m_value; }
    constexpr std::int64_t pid() const noexcept { return static_cast< std::int64_t >(m_value >> start_time_bits); }
    constexpr std::uint64_t start_time() const noexcept { return m_value & start_time_mask; }

private:
    // Linux has no pid above 2^22. 2^40 clock ticks are 348 years.
    static constexpr int start_time_bits = 40;
    static constexpr std::uint64_t start_time_mask = (std::uint64_t(1) << start_time_bits) - 1;

    std::uint64_t m_value;
};

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_LINUX_ROBUST_SEGMENT_HPP
