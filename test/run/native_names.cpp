// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// How users' names become native names: the conversions, the limits, and what is refused. The rules of both platforms
// are tested on both.

#include <boost/named_lock/detail/native_names.hpp>
#include <boost/named_lock/detail/posix/file_names.hpp>
#include <boost/named_lock/detail/utf8.hpp>
#include <boost/named_lock/detail/win32/file_names.hpp>
#include <boost/named_lock/error.hpp>
#include <boost/named_lock/name_domain.hpp>
#include <boost/named_lock/naming.hpp>
#include <boost/named_lock/naming/temp_directory.hpp>

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <system_error>

using namespace boost::named_locks;
using namespace std::string_literals;

namespace {

constexpr bool utf16 = sizeof(wchar_t) == 2u;

/// Returns: Whether `text` is one code point, or nothing valid at all.
bool is_one_code_point(std::string_view text)
{
    std::size_t pos = 0u;
    return detail::next_code_point(text, pos) != detail::not_a_code_point && pos == text.size();
}

bool is_valid(std::string_view text)
{
    std::wstring ignored;
    return detail::append_wide(ignored, text);
}

std::string bytes(std::initializer_list< int > values)
{
    std::string result;
    for (int const value : values)
        result.push_back(static_cast< char >(static_cast< unsigned char >(value)));
    return result;
}

} // namespace

BOOST_AUTO_TEST_SUITE(utf8)

BOOST_AUTO_TEST_CASE(every_code_point_survives_the_round_trip)
{
    std::size_t lost = 0u;
    for (char32_t c = 0u; c <= 0x10FFFFu; ++c)
    {
        if (detail::is_surrogate(c))
            continue;
        std::string narrow;
        detail::append_code_point(narrow, c);
        std::wstring wide;
        std::size_t pos = 0u;
        bool const decoded = detail::next_code_point(narrow, pos) == c && pos == narrow.size();
        bool const converted = detail::append_wide(wide, narrow) && detail::to_utf8(wide) == narrow;
        bool const sized = wide.size() == (utf16 && c > 0xFFFFu ? 2u : 1u);
        if (!decoded || !converted || !sized)
            ++lost;
    }
    BOOST_CHECK_EQUAL(lost, 0u);
}

// As many sequences are valid as there are code points of that length: none is decoded that should not be.
BOOST_AUTO_TEST_CASE(nothing_else_is_decoded)
{
    std::size_t valid[4] = {};
    for (int a = 0; a < 256; ++a)
    {
        valid[0] += is_one_code_point(bytes({ a }));
        for (int b = 0; b < 256; ++b)
            valid[1] += is_one_code_point(bytes({ a, b }));
    }
    for (int a = 0xDF; a <= 0xF0; ++a)
    {
        std::string text = bytes({ a, 0, 0 });
        for (int b = 0; b < 256; ++b)
        {
            text[1] = static_cast< char >(static_cast< unsigned char >(b));
            for (int c = 0; c < 256; ++c)
            {
                text[2] = static_cast< char >(static_cast< unsigned char >(c));
                valid[2] += is_one_code_point(text);
            }
        }
    }
    for (int a = 0xEF; a < 256; ++a)
    {
        for (int b = 0; b < 256; ++b)
        {
            // The last two bytes are checked alike; their edges do.
            for (int const c : { 0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xFF })
            {
                for (int const d : { 0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xFF })
                    valid[3] += is_one_code_point(bytes({ a, b, c, d }));
            }
        }
    }
    BOOST_CHECK_EQUAL(valid[0], 0x80u);
    BOOST_CHECK_EQUAL(valid[1], 0x800u - 0x80u);
    BOOST_CHECK_EQUAL(valid[2], 0x10000u - 0x800u - 0x800u);
    BOOST_CHECK_EQUAL(valid[3], 0x100000u / (64u * 64u) * 2u * 2u);
}

BOOST_AUTO_TEST_CASE(invalid_texts_are_refused_wherever_they_stand)
{
    std::string const invalid[] = {
        "\x80",             // continues nothing
        "\xC3",             // cut
        "\xE6\x97",         // cut
        "\xF0\x9F\x94",     // cut
        "\xC0\xAF",         // an over-long slash
        "\xE0\x80\xAF",     // an over-long slash
        "\xF0\x80\x80\xAF", // an over-long slash
        "\xC0\x80",         // an over-long NUL
        "\xED\xA0\x80",     // a surrogate
        "\xF4\x90\x80\x80", // above U+10FFFF
        "\xFF",
    };
    for (std::string const& part : invalid)
    {
        BOOST_CHECK(!is_valid(part));
        BOOST_CHECK(!is_valid("a" + part));
        BOOST_CHECK(!is_valid(part + "a"));
        BOOST_CHECK(!is_valid("\xC3\xA4" + part + "\xC3\xA4"));
    }
    BOOST_CHECK(is_valid(""));
}

BOOST_AUTO_TEST_CASE(a_text_for_people_replaces_what_is_not_valid)
{
    std::string const replaced = "\xEF\xBF\xBD";
    std::wstring text = L"a";
    text.push_back(static_cast< wchar_t >(0xDC00));
    text += L"b";
    text.push_back(static_cast< wchar_t >(0xD800));
    BOOST_CHECK_EQUAL(detail::to_utf8(text), "a" + replaced + "b" + replaced);
    text.push_back(L'c');
    BOOST_CHECK_EQUAL(detail::to_utf8(text), "a" + replaced + "b" + replaced + "c");
    BOOST_CHECK_EQUAL(detail::to_utf8("\xFF as it is"s), "\xFF as it is");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(limits)

BOOST_AUTO_TEST_CASE(prefix_and_suffix_take_from_the_name)
{
    BOOST_CHECK_EQUAL(detail::name_limit< lock_file >(".lock"), 255u - 5u);
    BOOST_CHECK_EQUAL(detail::name_limit< lock_file >(""), 255u);
    BOOST_CHECK_EQUAL(
        detail::name_limit< shared_memory_object >(".x"), shared_memory_object::max_name_length - 1u - 2u);
}

BOOST_AUTO_TEST_CASE(a_long_suffix_leaves_nothing)
{
    BOOST_CHECK_EQUAL(detail::name_limit< lock_file >(std::string(255u, 's')), 0u);
    BOOST_CHECK_EQUAL(detail::name_limit< lock_file >(std::string(300u, 's')), 0u);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(posix_files)

BOOST_AUTO_TEST_CASE(one_slash_between_folder_and_name)
{
    std::error_code ec = named_lock_errc::invalid_name;
    BOOST_CHECK_EQUAL(detail::join_file_name("/tmp"s, "n", ".lock", ec), "/tmp/n.lock");
    BOOST_CHECK(!ec);
    BOOST_CHECK_EQUAL(detail::join_file_name("/tmp/"s, "n", ".lock", ec), "/tmp/n.lock");
    BOOST_CHECK_EQUAL(detail::join_file_name("/"s, "n", "", ec), "/n");
    BOOST_CHECK(!ec);
}

BOOST_AUTO_TEST_CASE(bytes_stay_as_they_are)
{
    std::error_code ec;
    BOOST_CHECK_EQUAL(detail::join_file_name("/\xFF"s, "\xFE:con.", "\xFD", ec), "/\xFF/\xFE:con.\xFD");
    BOOST_CHECK(!ec);
}

BOOST_AUTO_TEST_CASE(an_empty_folder_is_not_the_root)
{
    std::error_code ec;
    BOOST_CHECK_EQUAL(detail::join_file_name(""s, "n", ".lock", ec), "");
    BOOST_CHECK(ec == named_lock_errc::invalid_directory);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(windows_files)

namespace {

bool refused(std::string_view name, std::string_view suffix)
{
    std::error_code ec;
    std::wstring const path = detail::join_file_name(L"C:\\t"s, name, suffix, ec);
    BOOST_CHECK_EQUAL(path.empty(), static_cast< bool >(ec));
    BOOST_CHECK(!ec || ec == named_lock_errc::invalid_name);
    return static_cast< bool >(ec);
}

} // namespace

BOOST_AUTO_TEST_CASE(one_separator_between_folder_and_name)
{
    std::error_code ec = named_lock_errc::invalid_name;
    BOOST_CHECK(detail::join_file_name(L"C:\\t"s, "n", ".lock", ec) == L"C:\\t\\n.lock");
    BOOST_CHECK(!ec);
    BOOST_CHECK(detail::join_file_name(L"C:\\t\\"s, "n", ".lock", ec) == L"C:\\t\\n.lock");
    BOOST_CHECK(detail::join_file_name(L"C:/t/"s, "n", ".lock", ec) == L"C:/t/n.lock");
    BOOST_CHECK(!ec);
    BOOST_CHECK(detail::join_file_name(L""s, "n", ".lock", ec).empty());
    BOOST_CHECK(ec == named_lock_errc::invalid_directory);
}

BOOST_AUTO_TEST_CASE(names_are_utf8)
{
    std::error_code ec;
    std::wstring expected = L"C:\\";
    expected.push_back(static_cast< wchar_t >(0xE4));
    BOOST_CHECK(detail::join_file_name(L"C:\\"s, "\xC3\xA4", ".lock", ec) == expected + L".lock");
    BOOST_CHECK(refused("\xE4", ".lock"));
    BOOST_CHECK(refused("n", ".\xE4"));
}

BOOST_AUTO_TEST_CASE(devices_are_refused_in_every_spelling)
{
    for (std::string const device : { "con", "prn", "aux", "nul", "conin$", "conout$", "com1", "com9", "lpt1", "lpt9",
                                      "com\xC2\xB9", "com\xC2\xB2", "lpt\xC2\xB3" })
    {
        BOOST_TEST_CONTEXT(device)
        {
            std::string upper = device;
            for (char& c : upper)
                c = c >= 'a' && c <= 'z' ? static_cast< char >(c - 'a' + 'A') : c;
            for (std::string const& name :
                 { device, upper, device + ".txt", device + " ", device + "  .txt", device + ".a.b" })
            {
                BOOST_CHECK(refused(name, ".lock"));
                BOOST_CHECK(refused(name, ""));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(what_only_looks_like_a_device_is_good)
{
    for (std::string const name : { "con1", "xcon", "co", "com", "com0", "com10", "coma", "lpt", "com\xC2\xB4",
                                    "com\xC3\xB9", "a.con", ".con", "con-", "nul_", " con", "conin", "auxiliary" })
        BOOST_CHECK_MESSAGE(!refused(name, ".lock"), name);
}

BOOST_AUTO_TEST_CASE(what_windows_cuts_off_or_reads_otherwise_is_refused)
{
    for (char const c : "<>:\"|?*\n\t\x01\x1F"s)
    {
        BOOST_CHECK(refused("a"s + c + "b", ".lock"));
        BOOST_CHECK(refused(std::string(1u, c), ".lock"));
    }
    BOOST_CHECK(refused("a.", ".lock"));
    BOOST_CHECK(refused("a ", ".lock"));
    BOOST_CHECK(refused("a", ".")); // what a backend of the user's may have
    BOOST_CHECK(!refused("a.b", ".lock"));
    BOOST_CHECK(!refused("a b", ".lock"));
    BOOST_CHECK(!refused(" a", ".lock"));
    BOOST_CHECK(!refused(".a", ".lock"));
    BOOST_CHECK(!refused("a\x7F%$'`", ".lock"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(kernel_objects)

namespace {

std::error_code error_of(std::wstring_view prefix, std::string_view name)
{
    std::error_code ec = named_lock_errc::unstable_path;
    bool const empty = detail::kernel_object_name(prefix, name, ec).empty();
    BOOST_CHECK_EQUAL(empty, static_cast< bool >(ec));
    return ec;
}

} // namespace

BOOST_AUTO_TEST_CASE(the_prefix_comes_first)
{
    std::error_code ec = named_lock_errc::unstable_path;
    BOOST_CHECK(detail::kernel_object_name(L"Global\\", "n", ec) == L"Global\\n");
    BOOST_CHECK(!ec);
    std::wstring expected = L"Local\\";
    expected.push_back(static_cast< wchar_t >(0x65E5));
    BOOST_CHECK(detail::kernel_object_name(L"Local\\", "\xE6\x97\xA5", ec) == expected);
    BOOST_CHECK(!ec);
}

BOOST_AUTO_TEST_CASE(the_rules_of_names_come_before_anything_else)
{
    for (std::string const& name : { ""s, "."s, ".."s, "a\0b"s, "\0"s, "a/b"s, "a\\b"s, "Global\\a"s })
        BOOST_CHECK(error_of(L"Global\\", name) == named_lock_errc::invalid_name);
    BOOST_CHECK(!error_of(L"Global\\", "a:b*c?"));
    BOOST_CHECK(!error_of(L"Global\\", "CON"));
    BOOST_CHECK(!error_of(L"Global\\", "..."));
}

BOOST_AUTO_TEST_CASE(what_is_not_utf8_is_invalid)
{
    BOOST_CHECK(error_of(L"Global\\", "\xFF") == named_lock_errc::invalid_name);
    BOOST_CHECK(error_of(L"Global\\", "a\xC0\xAFz") == named_lock_errc::invalid_name);
    BOOST_CHECK(error_of(L"Global\\", "\xED\xA0\xBD\xED\xB4\x92") == named_lock_errc::invalid_name); // CESU-8
}

BOOST_AUTO_TEST_CASE(the_length_is_counted_in_units_with_the_prefix)
{
    std::size_t const room = kernel_object::max_name_length - 7u;
    BOOST_CHECK(!error_of(L"Global\\", std::string(room, 'x')));
    BOOST_CHECK(error_of(L"Global\\", std::string(room + 1u, 'x')) == named_lock_errc::name_too_long);
    BOOST_CHECK(error_of(L"Global\\", std::string(100000u, 'x')) == named_lock_errc::name_too_long);

    std::string two_bytes, four_bytes;
    std::size_t const units = utf16 ? 2u : 1u;
    for (std::size_t i = 0u; i < room; ++i)
        two_bytes += "\xC3\xBC";
    for (std::size_t i = 0u; i < room / units; ++i)
        four_bytes += "\xF0\x9F\x94\x92";
    BOOST_CHECK(!error_of(L"Global\\", two_bytes));
    BOOST_CHECK(error_of(L"Global\\", two_bytes + "x") == named_lock_errc::name_too_long);
    BOOST_CHECK(!error_of(L"Global\\", four_bytes));
    BOOST_CHECK(error_of(L"Global\\", four_bytes + "\xF0\x9F\x94\x92") == named_lock_errc::name_too_long);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(temporary_directory)

BOOST_AUTO_TEST_CASE(the_default_policy_maps_all_domains)
{
    temp_directory_naming const naming;
    std::error_code ec = named_lock_errc::unstable_path;

    std::filesystem::path const folder = detail::temp_directory(ec);
    BOOST_REQUIRE(!ec);
    BOOST_CHECK(folder.is_absolute());
    std::filesystem::path const file = naming.native_name(lock_file(), "n", ".lock", ec);
    BOOST_CHECK(!ec);
    BOOST_CHECK_EQUAL(file.string(), (folder / "n.lock").string());

    BOOST_CHECK(naming.native_name(kernel_object(), "n", "", ec) == L"Global\\n");
    BOOST_CHECK(!ec);
    BOOST_CHECK_EQUAL(naming.native_name(shared_memory_object(), "n", ".x", ec), "/n.x");
    BOOST_CHECK(!ec);
}

BOOST_AUTO_TEST_CASE(names_are_checked_in_all_domains)
{
    temp_directory_naming const naming;
    for (std::string const& name : { ""s, "."s, ".."s, "a\0b"s, "a/b"s, "a\\b"s })
    {
        std::error_code ec;
        BOOST_CHECK(naming.native_name(lock_file(), name, ".lock", ec).empty());
        BOOST_CHECK(ec == named_lock_errc::invalid_name);
        BOOST_CHECK(naming.native_name(kernel_object(), name, "", ec).empty());
        BOOST_CHECK(ec == named_lock_errc::invalid_name);
        BOOST_CHECK(naming.native_name(shared_memory_object(), name, ".x", ec).empty());
        BOOST_CHECK(ec == named_lock_errc::invalid_name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
