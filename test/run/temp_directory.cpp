// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Where lock files go: ipc-lock's rule, `TMPDIR` or `/tmp`. For POSIX.

#include <boost/named_lock/detail/temp_directory.hpp>
#include <boost/named_lock/error.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <system_error>

#include <stdlib.h>

using namespace boost::named_locks;

namespace {

/// Sets a variable of the environment, and sets it back in the end.
class changed_variable
{
public:
    changed_variable(char const* name, char const* value) : m_name(name)
    {
        if (char const* const before = ::getenv(name))
            m_before = before;
        value != nullptr ? ::setenv(name, value, 1) : ::unsetenv(name);
    }
    ~changed_variable() { m_before ? ::setenv(m_name, m_before->c_str(), 1) : ::unsetenv(m_name); }

    changed_variable(changed_variable const&) = delete;
    changed_variable& operator=(changed_variable const&) = delete;

private:
    char const* m_name;
    std::optional< std::string > m_before;
};

} // namespace

BOOST_AUTO_TEST_SUITE(temp_directory)

BOOST_AUTO_TEST_CASE(the_variable_is_taken_as_it_is)
{
    for (char const* const value : { "/", "/tmp/", "/no such folder", "/a/../b", "//x" })
    {
        changed_variable const set("TMPDIR", value);
        std::error_code ec = named_lock_errc::invalid_name;
        BOOST_CHECK_EQUAL(detail::temp_directory(ec), value);
        BOOST_CHECK(!ec);
    }
}

BOOST_AUTO_TEST_CASE(without_the_variable_it_is_tmp)
{
    changed_variable const unset("TMPDIR", nullptr);
    // What std::filesystem looks at, and ipc-lock does not.
    changed_variable const tmp("TMP", "/elsewhere");
    changed_variable const temp("TEMP", "/elsewhere");
    std::error_code ec = named_lock_errc::invalid_name;
    BOOST_CHECK_EQUAL(detail::temp_directory(ec), "/tmp");
    BOOST_CHECK(!ec);
}

BOOST_AUTO_TEST_CASE(an_empty_or_relative_path_is_an_error)
{
    for (char const* const value : { "", ".", "tmp", "./tmp", " /tmp" })
    {
        changed_variable const set("TMPDIR", value);
        std::error_code ec;
        BOOST_CHECK_EQUAL(detail::temp_directory(ec), "");
        BOOST_CHECK(ec == named_lock_errc::invalid_directory);
        BOOST_CHECK(ec == std::errc::invalid_argument);
    }
}

BOOST_AUTO_TEST_SUITE_END()
