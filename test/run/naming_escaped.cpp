// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// escaped_naming: what names become, for ever; that no two short ones meet; and that all of it is good in every domain,
// by the rules of both platforms.

#include "../common/environment.hpp"

#include <boost/named_lock.hpp>
#include <boost/named_lock/detail/escape_name.hpp>
#include <boost/named_lock/detail/posix/file_names.hpp>
#include <boost/named_lock/detail/win32/file_names.hpp>
#include <boost/named_lock/naming/escaped.hpp>

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

using namespace boost::named_locks;
using namespace std::string_literals;
using detail::escape_name;

namespace {

constexpr std::size_t limit = 160u;

/// The inverse of escaping, written from the documentation alone. Returns: Whether `text` is the escaped form of a name
/// that was not hashed.
bool unescape(std::string const& text, std::string& name)
{
    name.clear();
    if (text == "%empty")
        return true;
    auto const digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
    for (std::size_t i = 0u; i < text.size(); ++i)
    {
        if (text[i] != '%')
        {
            name.push_back(text[i]);
            continue;
        }
        if (text.size() - i < 3u || digit(text[i + 1u]) < 0 || digit(text[i + 2u]) < 0)
            return false;
        int const byte = digit(text[i + 1u]) * 16 + digit(text[i + 2u]);
        name.push_back(static_cast< char >(static_cast< unsigned char >(byte)));
        i += 2u;
    }
    return !text.empty();
}

/// Returns: What of the promises for one name does not hold; empty if all do.
std::string broken_promise(std::string const& name)
{
    std::string const escaped = escape_name(name);
    if (escaped.empty() || escaped.size() > limit)
        return "length";
    if (check_name(escaped, limit))
        return "check_name";
    for (char const c : escaped)
    {
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '%'))
            return "alphabet";
    }
    for (char const* const suffix : { "", ".lock" })
    {
        if (detail::is_aliased_file_name(escaped + suffix))
            return "aliased by Windows";
    }
    std::string again;
    bool const can_be_read = unescape(escaped, again);
    if (can_be_read ? again != name : escaped.compare(0u, 6u, "%uuid-") != 0 || name.size() <= limit / 3u)
        return "injectivity";
    return std::string();
}

void check_promises(std::string const& name)
{
    std::string const broken = broken_promise(name);
    BOOST_CHECK_MESSAGE(broken.empty(), escape_name(name) << ": " << broken);
}

template< class Policy, class Domain >
typename Domain::native_name_type native(std::string_view name, Policy const& policy = Policy())
{
    std::error_code ec = named_lock_errc::unstable_path;
    auto const result = policy.native_name(Domain(), name, ".lock", ec);
    BOOST_CHECK_MESSAGE(!ec, ec.message());
    return result;
}

std::wstring wide(std::string const& ascii)
{
    return std::wstring(ascii.begin(), ascii.end());
}

} // namespace

BOOST_AUTO_TEST_SUITE(naming_escaped)

// These may never change: a program that was built with another version uses the same names. The hashes are those of
// another implementation (Python's uuid5).
BOOST_AUTO_TEST_CASE(test_vectors)
{
    struct
    {
        std::string name;
        std::string escaped;
    } const vectors[] = {
        { "", "%empty" },
        { "my-app_2", "my-app_2" },
        { "My.App", "%4dy%2e%41pp" },
        { ".", "%2e" },
        { "..", "%2e%2e" },
        { "/", "%2f" },
        { "\\", "%5c" },
        { "\0"s, "%00" },
        { "a\0b"s, "a%00b" },
        { "%", "%25" },
        { "%2f", "%252f" },
        { "%empty", "%25empty" },
        { "/var/lib/x.db", "%2fvar%2flib%2fx%2edb" },
        { "a b", "a%20b" },
        { "a ", "a%20" },
        { "a.", "a%2e" },
        { "a\nb", "a%0ab" },
        { "x:y", "x%3ay" },
        { "PROGRA~1", "%50%52%4f%47%52%41%7e1" },
        { "con", "%63on" },
        { "CON", "%43%4f%4e" },
        { "nul", "%6eul" },
        { "prn", "%70rn" },
        { "aux", "%61ux" },
        { "com0", "%63om0" },
        { "com1", "%63om1" },
        { "lpt9", "%6cpt9" },
        { "com", "com" },
        { "com10", "com10" },
        { "con1", "con1" },
        { "con.txt", "con%2etxt" },
        { "com\xC2\xB9", "com%c2%b9" },
        { "\xC3\xBC", "%c3%bc" },
        { "u\xCC\x88", "u%cc%88" },
        { "\xFF\xFE", "%ff%fe" },
        { "\x7F", "%7f" },
        { std::string(160u, 'a'), std::string(160u, 'a') },
        { std::string(161u, 'a'), "%uuid-9cf697a5-9956-5bf0-a7c2-ecb93ed2b421" },
        { std::string(54u, 'A'), "%uuid-76ed08d2-26e8-5d9f-a161-1176f88e561a" },
        { std::string(53u, 'A') + "aa", "%uuid-2680dbe8-ce8a-5cba-b263-78df3665dc8a" },
        { std::string(54u, '\0'), "%uuid-32742578-b31f-5cbe-b06a-13ce8026d78c" },
        { std::string(1000u, '\xFF'), "%uuid-10c60dce-1439-5601-b1c7-92352803e489" },
        { std::string(1'000'000u, 'a'), "%uuid-435dd7c9-2272-56f2-8434-a290a480eaa9" },
    };
    for (auto const& vector : vectors)
        BOOST_CHECK_EQUAL(escape_name(vector.name), vector.escaped);
}

BOOST_AUTO_TEST_CASE(all_names_of_up_to_two_bytes)
{
    std::set< std::string > seen{ escape_name("") };
    for (int a = 0; a < 256; ++a)
    {
        std::string name(1u, static_cast< char >(static_cast< unsigned char >(a)));
        check_promises(name);
        seen.insert(escape_name(name));
        name.push_back('\0');
        for (int b = 0; b < 256; ++b)
        {
            name.back() = static_cast< char >(static_cast< unsigned char >(b));
            check_promises(name);
            seen.insert(escape_name(name));
        }
    }
    BOOST_CHECK_EQUAL(seen.size(), 1u + 256u + 256u * 256u);
}

// The bytes that could be confused: those of an escape, both cases of a letter, what names may not contain.
BOOST_AUTO_TEST_CASE(all_names_of_up_to_five_critical_bytes)
{
    std::string const bytes = "%2fF./\0e"s;
    std::vector< std::string > names{ "" };
    std::set< std::string > seen;
    for (std::size_t i = 0u; i < names.size(); ++i)
    {
        std::string const name = names[i];
        check_promises(name);
        seen.insert(escape_name(name));
        if (name.size() < 5u)
        {
            for (char const c : bytes)
                names.push_back(name + c);
        }
    }
    BOOST_CHECK_EQUAL(seen.size(), names.size());
}

BOOST_AUTO_TEST_CASE(all_devices_in_every_case)
{
    for (std::string const& stem : { "con"s, "prn"s, "aux"s, "nul"s, "com"s, "lpt"s, "conin$"s, "conout$"s })
    {
        for (unsigned upper = 0u; upper < 1u << stem.size(); ++upper)
        {
            std::string name = stem;
            for (std::size_t i = 0u; i < name.size(); ++i)
                if ((upper >> i & 1u) != 0u && name[i] != '$')
                    name[i] = static_cast< char >(name[i] - 'a' + 'A');
            for (std::string const& ending : { ""s, "1"s, "9"s, "0"s, "."s, " "s, ".txt"s, "1.txt"s, "\xC2\xB9"s })
                check_promises(name + ending);
        }
    }
}

BOOST_AUTO_TEST_CASE(random_names)
{
    std::mt19937 random(20260101u);
    std::set< std::string > names;
    std::set< std::string > seen;
    for (int i = 0; i < 100'000; ++i)
    {
        // Half of them all over the place, half of them plain and long, around the limit.
        std::string name(random() % (i % 2 == 0 ? 60u : 170u), 'x');
        for (char& c : name)
        {
            if (i % 2 == 0)
                c = static_cast< char >(static_cast< unsigned char >(random() % 256u));
            else if (random() % 100u == 0u)
                c = "/%Aa"[random() % 4u];
        }
        check_promises(name);
        if (names.insert(name).second)
            seen.insert(escape_name(name));
    }
    BOOST_CHECK_EQUAL(seen.size(), names.size());
}

BOOST_AUTO_TEST_CASE(the_limit_is_that_of_the_escaped_form)
{
    for (std::size_t escapes = 0u; escapes <= 53u; ++escapes)
    {
        std::string const fits = std::string(escapes, '/') + std::string(limit - 3u * escapes, 'n');
        BOOST_CHECK_EQUAL(escape_name(fits).size(), limit);
        check_promises(fits);
        BOOST_CHECK_EQUAL(escape_name(fits + "n").compare(0u, 6u, "%uuid-"), 0);
        check_promises(fits + "n");
    }
}

// Whoever uses the escaped form as a name does not meet the hash either.
BOOST_AUTO_TEST_CASE(a_hashed_name_is_no_short_ones_form)
{
    std::string const hashed = escape_name(std::string(300u, 'n'));
    std::string ignored;
    BOOST_CHECK(!unescape(hashed, ignored));
    BOOST_CHECK(escape_name(hashed) != hashed);
    check_promises(hashed);
}

BOOST_AUTO_TEST_CASE(the_base_maps_what_comes_out)
{
    std::string const name = "a/B"s + '\0';
    std::string const escaped = "a%2f%42%00";
    using temp = escaped_naming<>;
    BOOST_CHECK((native< temp, shared_memory_object >(name) == "/" + escaped + ".lock"));
    BOOST_CHECK((native< temp, kernel_object >(name) == L"Global\\" + wide(escaped) + L".lock"));
    BOOST_CHECK((
        native< temp, lock_file >(name) == native< temp_directory_naming, lock_file >(escaped)));

    using machine = escaped_naming< machine_naming >;
    BOOST_CHECK((native< machine, shared_memory_object >(name) == "/" + escaped + ".lock"));
    BOOST_CHECK((
        native< machine, lock_file >(name) == native< machine_naming, lock_file >(escaped)));
    static_assert(machine::visible_to == visibility::everyone);
    static_assert(escaped_naming< user_naming >::visible_to == visibility::user);
    static_assert(temp::visible_to == visibility::inherited);

    escaped_naming< directory_naming > const folder((directory_naming("some folder")));
    BOOST_CHECK((native< escaped_naming< directory_naming >, lock_file >(name, folder) ==
        native< directory_naming, lock_file >(escaped, folder.base())));
    static_assert(!is_naming_policy_v< escaped_naming< directory_naming >, kernel_object >);
    static_assert(!is_naming_policy_v< escaped_naming< directory_naming >, shared_memory_object >);
}

BOOST_AUTO_TEST_CASE(the_longest_fits_every_policy_and_domain)
{
    std::string const longest(limit, 'n');
    BOOST_CHECK((!native< escaped_naming<>, lock_file >(longest).empty()));
    BOOST_CHECK((!native< escaped_naming<>, kernel_object >(longest).empty()));
    BOOST_CHECK((!native< escaped_naming<>, shared_memory_object >(longest).empty()));
    BOOST_CHECK((!native< escaped_naming< machine_naming >, lock_file >(longest).empty()));
    BOOST_CHECK((!native< escaped_naming< machine_naming >, kernel_object >(longest).empty()));
    BOOST_CHECK((!native< escaped_naming< user_naming >, kernel_object >(longest).empty()));
    BOOST_CHECK((!native< escaped_naming< user_naming >, shared_memory_object >(longest).empty()));
}

// In earnest, with the platform's own lock.
BOOST_AUTO_TEST_CASE(locks_have_any_name)
{
    using escaped_lock = basic_named_lock< default_backend, escaped_naming<> >;
    std::string const unique = named_lock_test::unique_name();
    std::vector< std::string > const names{
        unique, unique + "A", unique + "a", unique + "/", unique + "/../x", unique + "\0"s, unique + "\0"s + "a",
        unique + "\xFF", unique + ".", unique + " ", unique + std::string(1000u, 'x'),
        unique + std::string(1001u, 'x') };
    std::vector< escaped_lock > locks;
    for (std::string const& name : names)
    {
        locks.emplace_back(name);
        BOOST_CHECK_EQUAL(locks.back().name(), name);
        BOOST_CHECK(locks.back().try_lock());
        BOOST_CHECK(!escaped_lock(name).try_lock());
    }
    for (escaped_lock& lock : locks)
        lock.unlock();
    for (std::string const& name : { ""s, "."s, ".."s, "con"s, "\0"s })
        BOOST_CHECK(escaped_lock(name).valid());
}

BOOST_AUTO_TEST_SUITE_END()
