// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What a party says after a command: how it ended, and when in the order of all events of the scene.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_ANSWER_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_ANSWER_HPP

#include <cstdint>
#include <sstream>
#include <string>
#include <system_error>

namespace named_lock_test {

/// The answer of a party to one command.
///
/// `begun` and `ended` are tickets of the scoreboard's counter, drawn right before and right after the call, so that
/// "B's lock returned after A's unlock began" is `b.ended > a.begun`: an order that no clock and no scheduler can fake.
struct answer
{
    /// "ok", "true", "false", "value ..." or "error <category> <code>".
    std::string text;
    std::uint64_t begun = 0;
    std::uint64_t ended = 0;

    bool ok() const { return text == "ok"; }
    bool yes() const { return text == "true"; }
    bool no() const { return text == "false"; }

    /// Whether the command failed with an error that is equivalent to `expected`: an error code compares by category
    /// and value, an error condition (`std::errc`) as `std::error_code` compares with it.
    template< class Expected >
    bool failed_with(Expected expected) const
    {
        std::error_code const code = error();
        return code && code == expected;
    }

    /// The error of a failed command, an empty code otherwise.
    std::error_code error() const;

    /// One line that `from_line` reads back.
    std::string to_line() const { return std::to_string(begun) + ' ' + std::to_string(ended) + ' ' + text; }

    static answer from_line(std::string const& line)
    {
        answer result;
        std::istringstream in(line);
        in >> result.begun >> result.ended;
        in.get();
        std::getline(in, result.text);
        return result;
    }
};

/// So that a failing check shows what was answered.
inline std::ostream& operator<<(std::ostream& out, answer const& a)
{
    return out << '"' << a.text << "\" [" << a.begun << ", " << a.ended << ']';
}

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_ANSWER_HPP
