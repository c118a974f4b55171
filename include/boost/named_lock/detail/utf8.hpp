// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Strict conversion between UTF-8 and wide strings, without a locale and without the operating system.

#ifndef BOOST_NAMED_LOCK_DETAIL_UTF8_HPP
#define BOOST_NAMED_LOCK_DETAIL_UTF8_HPP

#include <cstddef>
#include <string>
#include <string_view>

namespace boost {
namespace named_locks {
namespace detail {

inline constexpr char32_t replacement_character = 0xFFFDu;
inline constexpr char32_t not_a_code_point = 0xFFFFFFFFu;

constexpr bool is_surrogate(char32_t c) noexcept
{
    return c >= 0xD800u && c <= 0xDFFFu;
}

/// Decodes the code point that begins at `text[pos]` and moves `pos` behind it.
///
/// Strict as RFC 3629: an over-long form, a surrogate, a value above U+10FFFF or a cut sequence is an error. A lenient
/// decoder would give two byte strings, that is two names, one object.
///
/// Requires: `pos < text.size()`.
/// Returns: The code point, or `not_a_code_point`, and then `pos` is unchanged.
constexpr char32_t next_code_point(std::string_view text, std::size_t& pos) noexcept
{
    unsigned char const lead = static_cast< unsigned char >(text[pos]);
    if (lead < 0x80u)
    {
        ++pos;
        return lead;
    }
    // 0x80 to 0xBF only continue a sequence; 0xC0 and 0xC1 would be over-long.
    std::size_t const length = lead < 0xC2u ? 0u : lead < 0xE0u ? 2u : lead < 0xF0u ? 3u : lead < 0xF5u ? 4u : 0u;
    if (length == 0u || text.size() - pos < length)
        return not_a_code_point;
    char32_t result = lead & (0x7Fu >> length);
    for (std::size_t i = 1u; i < length; ++i)
    {
        unsigned char const next = static_cast< unsigned char >(text[pos + i]);
        if ((next & 0xC0u) != 0x80u)
            return not_a_code_point;
        result = (result << 6) | (next & 0x3Fu);
    }
    constexpr char32_t least[] = { 0x0u, 0x0u, 0x80u, 0x800u, 0x10000u };
    if (result < least[length] || result > 0x10FFFFu || is_surrogate(result))
        return not_a_code_point;
    pos += length;
    return result;
}

inline void append_code_point(std::string& text, char32_t c)
{
    auto const put = [&text](char32_t byte) {
        text.push_back(static_cast< char >(static_cast< unsigned char >(byte)));
    };
    if (c < 0x80u)
    {
        put(c);
        return;
    }
    if (c < 0x800u)
    {
        put(0xC0u | (c >> 6));
    }
    else
    {
        if (c < 0x10000u)
        {
            put(0xE0u | (c >> 12));
        }
        else
        {
            put(0xF0u | (c >> 18));
            put(0x80u | ((c >> 12) & 0x3Fu));
        }
        put(0x80u | ((c >> 6) & 0x3Fu));
    }
    put(0x80u | (c & 0x3Fu));
}

inline void append_code_point(std::wstring& text, char32_t c)
{
    if (sizeof(wchar_t) > 2u || c < 0x10000u)
    {
        text.push_back(static_cast< wchar_t >(c));
        return;
    }
    text.push_back(static_cast< wchar_t >(0xD800u + ((c - 0x10000u) >> 10)));
    text.push_back(static_cast< wchar_t >(0xDC00u + ((c - 0x10000u) & 0x3FFu)));
}

/// Appends the UTF-8 string `text` to `result`: UTF-16 where `wchar_t` has two bytes, UTF-32 where it has four.
///
/// Returns: Whether `text` is valid. If not, `result` holds a part of it.
inline bool append_wide(std::wstring& result, std::string_view text)
{
    for (std::size_t pos = 0u; pos < text.size();)
    {
        char32_t const c = next_code_point(text, pos);
        if (c == not_a_code_point)
            return false;
        append_code_point(result, c);
    }
    return true;
}

/// Converts to UTF-8, for texts that people read: what is not valid becomes U+FFFD.
inline std::string to_utf8(std::wstring_view text)
{
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0u; i < text.size(); ++i)
    {
        // wchar_t is signed on some systems; two bytes wide, it must not be sign-extended.
        char32_t c = static_cast< char32_t >(text[i]) & (sizeof(wchar_t) > 2u ? 0xFFFFFFFFu : 0xFFFFu);
        bool const high = sizeof(wchar_t) == 2u && c >= 0xD800u && c <= 0xDBFFu;
        if (high && i + 1u < text.size() && (static_cast< char32_t >(text[i + 1u]) & 0xFC00u) == 0xDC00u)
        {
            ++i;
            c = 0x10000u + ((c - 0xD800u) << 10) + (static_cast< char32_t >(text[i]) & 0x3FFu);
        }
        append_code_point(result, c > 0x10FFFFu || is_surrogate(c) ? replacement_character : c);
    }
    return result;
}

/// For a native name whose characters are narrow: passes it on. Such a name is a string of bytes to its system, and
/// usually UTF-8.
inline std::string to_utf8(std::string text)
{
    return text;
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_UTF8_HPP
