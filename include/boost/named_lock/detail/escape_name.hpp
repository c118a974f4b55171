// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Turns any string of bytes into a name that is good everywhere. What it makes of a string never changes.

#ifndef BOOST_NAMED_LOCK_DETAIL_ESCAPE_NAME_HPP
#define BOOST_NAMED_LOCK_DETAIL_ESCAPE_NAME_HPP

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>

namespace boost {
namespace named_locks {
namespace detail {

/// How long an escaped name may be, and the longest that is not replaced by a hash. It is one number and not what each
/// name domain has room for: otherwise a longer suffix of a backend would change names that others still use. It leaves
/// 90 units of the shortest domain for a prefix, a suffix and the identifier of a user.
inline constexpr std::size_t max_escaped_name_length = 160u;

/// Whether a byte stands for itself: only what is good in every name, in every place of it. An upper-case letter is
/// not, because there are file systems that do not tell it from the lower-case one. A dot is not, for `.`, `..` and
/// what Windows does with a last dot and with `con.txt`; `~` is not, for its short names (`PROGRA~1`).
constexpr bool is_plain(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

inline void append_hex(std::string& text, unsigned char byte)
{
    constexpr char digits[] = "0123456789abcdef";
    text.push_back(digits[byte / 16u]);
    text.push_back(digits[byte % 16u]);
}

/// Whether Windows takes a name that consists of plain bytes for that of a device. Not `is_device_name`, which may
/// learn of another device one day: the escaped form of a name may not change with it. Its whole list has no other that
/// is plain; COM0 and LPT0 are in some lists of Microsoft's.
constexpr bool is_plain_device_name(std::string_view name) noexcept
{
    for (std::string_view const device : { "con", "prn", "aux", "nul" })
    {
        if (name == device)
            return true;
    }
    std::string_view const port = name.substr(0u, 3u);
    return name.size() == 4u && (port == "com" || port == "lpt") && name[3] >= '0' && name[3] <= '9';
}

/// Returns: `%uuid-` and the name-based UUID (version 5, by SHA-1) of `name` in a name space of our own. `%u` is no
/// escaped byte, so no shorter name comes to this.
inline std::string hash_name(std::string_view name)
{
    constexpr unsigned char name_space[16] = { 0x57, 0xE9, 0x01, 0x32, 0x15, 0x78, 0x4E, 0x65,
                                               0x83, 0xEA, 0x61, 0x2F, 0x91, 0x16, 0x17, 0x58 };
    boost::uuids::uuid space;
    std::copy(std::begin(name_space), std::end(name_space), space.begin());
    boost::uuids::uuid const hash = boost::uuids::name_generator_sha1(space)(name.data(), name.size());

    std::string result = "%uuid-";
    std::size_t position = 0u;
    for (unsigned char const byte : hash)
    {
        // The usual groups: 8-4-4-4-12 digits.
        if (position == 4u || position == 6u || position == 8u || position == 10u)
            result.push_back('-');
        append_hex(result, byte);
        ++position;
    }
    return result;
}

/// Returns: The escaped form of `name`; see `escaped_naming`. It obeys `check_name`, is ASCII without upper-case
/// letters, means nothing special to Windows, and has at most `max_escaped_name_length` bytes.
inline std::string escape_name(std::string_view name)
{
    if (name.empty())
        return "%empty";
    std::string result;
    bool const is_device = is_plain_device_name(name);
    for (std::size_t i = 0u; i < name.size(); ++i)
    {
        if (is_plain(name[i]) && !(is_device && i == 0u))
        {
            result.push_back(name[i]);
        }
        else
        {
            result.push_back('%');
            append_hex(result, static_cast< unsigned char >(name[i]));
        }
        if (result.size() > max_escaped_name_length)
            return hash_name(name);
    }
    return result;
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_ESCAPE_NAME_HPP
