// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Scenarios of names: which are good, which are refused and how, and which are the same. Part of test_main.cpp.

#include "commands.hpp"
#include "hex.hpp"
#include "scenario.hpp"

#include <boost/named_lock/error.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace named_lock_test {

namespace {

using boost::named_locks::named_lock_errc;

#if defined(_WIN32)
constexpr bool wide_file_names = true;
#else
constexpr bool wide_file_names = false;
#endif

// Whether names must be UTF-8, because the system wants them wide.
bool is_wide(abilities const& can)
{
    return can.names == name_kind::kernel_object || (can.names == name_kind::file && wide_file_names);
}

// The greatest number of ASCII characters in a name, by the limits of the systems and not by what the library says.
std::size_t longest_name(abilities const& can)
{
    switch (can.names)
    {
    case name_kind::file: // NAME_MAX
        return 255 - can.suffix_length;
    case name_kind::kernel_object: // MAX_PATH, less "Global\" and the terminating zero
        return 260 - 1 - 7 - can.suffix_length;
    case name_kind::shared_memory_object: // NAME_MAX, less "/" and what glibc adds for a semaphore
        return 250 - 1 - can.suffix_length;
    case name_kind::other:
        break;
    }
    return 200;
}

std::vector< std::string > good_names(scene& s)
{
    // What is to be good everywhere begins with a name of this run; what needs a certain first byte contains one.
    std::string const stem = unique_name();
    std::vector< std::string > names = {
        stem + " with spaces",
        "-" + stem,
        "." + stem,
        ".." + stem,
        stem + ".lock",
        stem + "\xc3\xa4\xe6\x97\xa5\xf0\x9f\x94\x92", // UTF-8 of two, three and four bytes
        stem + " %s%n $HOME `ls` '",
    };
    std::string longest = stem;
    bool const shared_memory_is_a_file = s.can().names == name_kind::shared_memory_object && wide_file_names;
    // The path of that file, in a folder of unknown length, is limited too.
    longest.resize(shared_memory_is_a_file ? 200u : longest_name(s.can()), 'x');
    names.push_back(longest);
    if (!(s.can().names == name_kind::file && wide_file_names) && !shared_memory_is_a_file)
    {
        // Windows refuses these for files.
        names.push_back(stem + "\nnew\tline");
        names.push_back(stem + ":*?<>|\"");
        names.push_back(stem + ".");
    }
    if (!is_wide(s.can()))
        names.push_back(stem + "\xff\xfe not UTF-8");
    return names;
}

void good_names_name_one_lock(scene& s)
{
    party& a = s.add_stranger();
    party& b = s.add_stranger();
    for (std::string const& name : good_names(s))
    {
        s.will_leave(name);
        BOOST_TEST_CONTEXT("name in hex: " << to_hex(name))
        {
            BOOST_CHECK_EQUAL(a.tell(open(name)).text, "ok");
            BOOST_CHECK_EQUAL(b.tell(open(name)).text, "ok");
            BOOST_CHECK_EQUAL(a.tell("name").text, "value " + to_hex(name));
            BOOST_CHECK_EQUAL(a.tell("native_name").text, b.tell("native_name").text);
            BOOST_CHECK(a.tell("lock").ok());
            BOOST_CHECK(b.tell("try_lock").no());
            BOOST_CHECK(a.tell("unlock").ok());
            BOOST_CHECK(a.tell("close").ok());
            BOOST_CHECK(b.tell("close").ok());
        }
    }
}

// No two good names are one lock: while all of them are held, each could be acquired.
void good_names_are_different_locks(scene& s)
{
    std::vector< std::string > const names = good_names(s);
    for (std::string const& name : names)
    {
        party& p = s.add_stranger();
        s.will_leave(name);
        BOOST_TEST_CONTEXT("name in hex: " << to_hex(name))
        {
            BOOST_CHECK(p.tell(open(name)).ok());
            BOOST_CHECK_EQUAL(p.tell("try_lock").text, "true");
        }
    }
}

void bad_names_are_refused(scene& s)
{
    using std::string;
    party& a = s.add_stranger();
    string const nul(1, '\0');
    for (string const& name :
         { string(), string("."), string(".."), string("/"), string("\\"), string("a/b"), string("a\\b"),
           string("../a"), string("/etc/passwd"), string("Global\\a"), nul, nul + "a", "a" + nul + "b", "a" + nul })
    {
        BOOST_TEST_CONTEXT("name in hex: " << to_hex(name))
        {
            BOOST_CHECK(a.tell(open(name)).failed_with(named_lock_errc::invalid_name));
        }
    }
    if (is_wide(s.can()))
        for (string const& name : { string("a\xff"), string("a\xc3"), string("a\xc0\xaf"), string("a\xed\xa0\x80") })
        {
            BOOST_TEST_CONTEXT("name in hex: " << to_hex(name))
            {
                BOOST_CHECK(a.tell(open(name)).failed_with(named_lock_errc::invalid_name));
            }
        }
}

void long_names_are_refused(scene& s)
{
    party& a = s.add_stranger();
    std::size_t const longest = longest_name(s.can());
    for (std::size_t const length : { longest + 1, std::size_t(256), std::size_t(4096), std::size_t(100000) })
        BOOST_CHECK(a.tell(open(std::string(length, 'x'))).failed_with(named_lock_errc::name_too_long));
    BOOST_CHECK(a.tell(open(std::string(256, 'x'))).failed_with(std::errc::filename_too_long));
    if (!is_wide(s.can()))
    {
        // Bytes count, not characters.
        std::string umlauts;
        for (int i = 0; i != 128; ++i)
            umlauts += "\xc3\xbc";
        BOOST_CHECK(a.tell(open(umlauts)).failed_with(named_lock_errc::name_too_long));
    }
}

} // namespace

void add_name_scenarios(scenario_list& list)
{
    auto const if_threads = [](abilities const&, party_kind kind) { return kind == party_kind::thread; };
    list.push_back({ "good_names_name_one_lock", good_names_name_one_lock, always });
    // The parties don't meet in these.
    list.push_back({ "good_names_are_different_locks", good_names_are_different_locks, if_threads });
    list.push_back({ "bad_names_are_refused", bad_names_are_refused, if_threads });
    list.push_back({ "long_names_are_refused", long_names_are_refused, if_threads });
}

} // namespace named_lock_test
