// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What an owner record looks like in a lock file, byte by byte.

#ifndef BOOST_NAMED_LOCK_DETAIL_OWNER_RECORD_FORMAT_HPP
#define BOOST_NAMED_LOCK_DETAIL_OWNER_RECORD_FORMAT_HPP

#include <boost/named_lock/detail/process_identity.hpp>
#include <boost/named_lock/owner_info.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <type_traits>

#include <unistd.h>

namespace boost {
namespace named_locks {
namespace detail {

/// The first bytes of a lock file with an owner record. All numbers are in the byte order of the machine: a file that
/// came from a machine of another order has another magic number, and is refused like any other foreign file.
///
/// The file is in one of these states:
///
/// | magic         | state | checksum | meaning                                                               |
/// |---------------|-------|----------|-----------------------------------------------------------------------|
/// | none, or 0    | 0     | 0        | never held                                                            |
/// | right         | free  | any      | the last owner released the lock                                      |
/// | right         | held  | right    | the lock is held, or its last owner died while it held it             |
/// | right         | held  | wrong    | the last owner died while it wrote, or a power cut tore the write     |
/// | right         | other | any      | the same                                                              |
/// | anything else |       |          | not a lock file of ours; never written to                             |
struct owner_record_format
{
    static constexpr std::uint64_t right_magic = 0x314b434f4c444d4eu; // "NMDLOCK1" on a little-endian machine
    static constexpr std::uint32_t state_free = 0;
    static constexpr std::uint32_t state_held = 1;

    std::uint64_t magic;
    std::uint32_t state;
    std::uint32_t reserved;
    std::uint64_t checksum; // of all that follows
    std::int64_t since;     // nanoseconds since the epoch of the system's clock
    std::int64_t pid;
    std::uint64_t start_time;
    std::uint64_t pid_namespace;
    char boot_id[40];
    char host[64];
    char program[96];
};

/// What changes when a lock is released.
struct owner_record_head
{
    std::uint64_t magic;
    std::uint32_t state;
    std::uint32_t reserved;
};

static_assert(sizeof(owner_record_format) == 256, "the format has no padding");
static_assert(sizeof(owner_record_head) == offsetof(owner_record_format, checksum), "the head is the beginning");
static_assert(std::is_trivially_copyable< owner_record_format >::value, "it is read and written as bytes");

/// FNV-1a over words. It finds a torn write, and is no protection against forgery.
inline std::uint64_t record_checksum(void const* data, std::size_t size, std::uint64_t hash) noexcept
{
    for (std::size_t offset = 0; offset < size; offset += sizeof hash)
    {
        std::uint64_t word;
        std::memcpy(&word, static_cast< char const* >(data) + offset, sizeof word);
        hash = (hash ^ word) * 0x100000001b3u;
    }
    return hash;
}

/// Returns: The part of the checksum that does not change while a process lives.
inline std::uint64_t identity_checksum(owner_record_format const& record) noexcept
{
    constexpr std::size_t begin = offsetof(owner_record_format, pid);
    return record_checksum(
        reinterpret_cast< char const* >(&record) + begin, sizeof record - begin, 0xcbf29ce484222325u);
}

inline std::uint64_t complete_checksum(std::int64_t since, std::uint64_t identity) noexcept
{
    return record_checksum(&since, sizeof since, identity);
}

template< std::size_t Size >
void copy_text(char (&target)[Size], std::string const& text) noexcept
{
    // The rest, at least one byte, stays zero.
    std::memcpy(target, text.data(), text.size() < Size ? text.size() : Size - 1);
}

template< std::size_t Size >
std::string text_of(char const (&source)[Size])
{
    return std::string(source, ::strnlen(source, Size));
}

inline std::string host_name()
{
    char name[256] = {};
    return ::gethostname(name, sizeof name - 1) == 0 ? std::string(name) : std::string();
}

/// Returns: The record of the calling process, held, but for the time and the checksum.
inline owner_record_format own_record()
{
    owner_record_format record{};
    record.magic = owner_record_format::right_magic;
    record.state = owner_record_format::state_held;
    record.pid = ::getpid();
    record.start_time = process_start_time(record.pid);
    record.pid_namespace = pid_namespace();
    copy_text(record.boot_id, boot_id());
    copy_text(record.host, host_name());
    copy_text(record.program, program_name(record.pid));
    return record;
}

/// Returns: The owner that the record names, if it may be believed: the record is whole, and the process it names is
/// alive, as far as the caller can see it.
inline std::optional< owner_info > believed_owner(owner_record_format const& record)
{
    if (record.magic != owner_record_format::right_magic || record.state != owner_record_format::state_held ||
        record.checksum != complete_checksum(record.since, identity_checksum(record)))
        return std::nullopt;

    owner_info owner;
    owner.boot_id = text_of(record.boot_id);
    owner.host = text_of(record.host);
    owner.program = text_of(record.program);
    owner.since = std::chrono::system_clock::time_point(
        std::chrono::duration_cast< std::chrono::system_clock::duration >(std::chrono::nanoseconds(record.since)));

    bool const this_host = owner.host == host_name();
    bool const this_boot = owner.boot_id == boot_id();
    // Of an earlier boot nothing is alive.
    if (this_host && !this_boot)
        return std::nullopt;
    // In another pid namespace, or on another host, the number means another process.
    if (this_boot && record.pid_namespace == pid_namespace())
    {
        if (!is_alive(record.pid, record.start_time))
            return std::nullopt;
        owner.pid = record.pid;
        owner.start_time = record.start_time;
    }
    return owner;
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_OWNER_RECORD_FORMAT_HPP
