// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The usual text form of a Windows security identifier. Compiles anywhere.

#ifndef BOOST_NAMED_LOCK_DETAIL_WIN32_SID_HPP
#define BOOST_NAMED_LOCK_DETAIL_WIN32_SID_HPP

#include <cstdint>
#include <string>

namespace boost {
namespace named_locks {
namespace detail {

/// Returns: `S-<revision>-<authority>-<subauthority>...`, as `ConvertSidToStringSidW` does for every identifier that
/// Windows gives to a user.
///
/// Requires: `sid` is one of Windows: revision, number of subauthorities, six bytes of authority with the most
/// significant one first, subauthorities with the least significant byte first.
inline std::string sid_text(unsigned char const* sid)
{
    std::uint64_t authority = 0u;
    for (int i = 2; i < 8; ++i)
        authority = (authority << 8) | sid[i];
    std::string text = "S-" + std::to_string(static_cast< unsigned >(sid[0])) + "-" + std::to_string(authority);
    for (int i = 0; i < sid[1]; ++i)
    {
        unsigned char const* const bytes = sid + 8 + 4 * i;
        std::uint32_t value = 0u;
        for (int j = 3; j >= 0; --j)
            value = (value << 8) | bytes[j];
        text.append("-").append(std::to_string(value));
    }
    return text;
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_WIN32_SID_HPP
