// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Any bytes as one printable word: names of locks contain newlines and NULs, command lines must not.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_HEX_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_HEX_HPP

#include <cstddef>
#include <string>

namespace named_lock_test {

/// The empty string becomes "-", so that the result always is a word.
inline std::string to_hex(std::string const& bytes)
{
    static char const digits[] = "0123456789abcdef";
    std::string result;
    for (char const c : bytes)
    {
        auto const byte = static_cast< unsigned char >(c);
        result += digits[byte / 16u];
        result += digits[byte % 16u];
    }
    return result.empty() ? "-" : result;
}

inline std::string from_hex(std::string const& word)
{
    std::string result;
    for (std::size_t i = 0; i + 1 < word.size(); i += 2)
        result += static_cast< char >(std::stoi(word.substr(i, 2), nullptr, 16));
    return result;
}

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_HEX_HPP
