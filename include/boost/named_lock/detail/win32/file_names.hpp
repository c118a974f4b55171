// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The path of a lock file where paths are wide strings and some names quietly mean something else. Compiles anywhere.

#ifndef BOOST_NAMED_LOCK_DETAIL_WIN32_FILE_NAMES_HPP
#define BOOST_NAMED_LOCK_DETAIL_WIN32_FILE_NAMES_HPP

#include <boost/named_lock/detail/utf8.hpp>
#include <boost/named_lock/error.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <system_error>

namespace boost {
namespace named_locks {
namespace detail {

/// Compares a part of a file name with upper-case ASCII `word`, ignoring the case of ASCII letters.
constexpr bool is_word(std::string_view part, std::string_view word) noexcept
{
    if (part.size() != word.size())
        return false;
    for (std::size_t i = 0u; i < part.size(); ++i)
    {
        char const c = part[i];
        if ((c >= 'a' && c <= 'z' ? static_cast< char >(c - 'a' + 'A') : c) != word[i])
            return false;
    }
    return true;
}

/// Whether `part`, a file name up to its first dot, is that of a device. Opening `nul.lock` opens no file: every
/// program would "lock" the device. The list is Microsoft's ("Naming Files, Paths, and Namespaces"); it also has the
/// superscript digits one to three, and the console's two halves are devices without being in it.
constexpr bool is_device_name(std::string_view part) noexcept
{
    // `con .lock` is the console, too.
    while (!part.empty() && part.back() == ' ')
        part.remove_suffix(1u);
    for (std::string_view device : { "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$" })
    {
        if (is_word(part, device))
            return true;
    }
    std::string_view const port = part.substr(0u, 3u);
    if (!is_word(port, "COM") && !is_word(port, "LPT"))
        return false;
    std::string_view const number = part.substr(3u);
    return (number.size() == 1u && number[0] >= '1' && number[0] <= '9') || number == "\xC2\xB9" ||
        number == "\xC2\xB2" || number == "\xC2\xB3";
}

/// Whether Windows would take the file name for another one: it cuts dots and spaces off the end, reads `a:b` as a
/// stream of the file `a`, and knows devices in every folder. What it refuses itself (`<>"|?*` and control characters)
/// is found here as well, so that there is one error for both.
///
/// Not found, as it cannot be: on most volumes `A.lock` and `a.lock` are one file.
constexpr bool is_aliased_file_name(std::string_view file_name) noexcept
{
    for (char const c : file_name)
    {
        if (static_cast< unsigned char >(c) < 0x20u)
            return true;
    }
    return file_name.find_first_of("<>:\"|?*") != std::string_view::npos ||
        (!file_name.empty() && (file_name.back() == '.' || file_name.back() == ' ')) ||
        is_device_name(file_name.substr(0u, file_name.find('.')));
}

/// Requires: `name` obeys `check_name`.
/// Returns: `folder`, a `\` unless it ends in a separator, `name` and `suffix`, which are UTF-8. A name that is not, or
/// that Windows would alias, is `named_lock_errc::invalid_name`; so is one that ends in a dot or space although the
/// suffix would save it, for a name should be good with every backend or with none. An empty folder is
/// `named_lock_errc::invalid_directory`.
inline std::wstring
join_file_name(std::wstring const& folder, std::string_view name, std::string_view suffix, std::error_code& ec)
{
    if (folder.empty())
    {
        ec = named_lock_errc::invalid_directory;
        return std::wstring();
    }
    ec.clear();
    std::wstring path = folder;
    if (path.back() != L'\\' && path.back() != L'/')
        path.push_back(L'\\');
    if (is_aliased_file_name(name) || is_aliased_file_name(std::string(name).append(suffix)) ||
        !append_wide(path, name) || !append_wide(path, suffix))
    {
        ec = named_lock_errc::invalid_name;
        return std::wstring();
    }
    return path;
}

} // namespace detail
} // namespace named_locks
} // namespace boost

#endif // BOOST_NAMED_LOCK_DETAIL_WIN32_FILE_NAMES_HPP
