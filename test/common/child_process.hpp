// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A child process of the tests: this program again, in another role, talked to line by line.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_CHILD_PROCESS_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_CHILD_PROCESS_HPP

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace named_lock_test {

/// What a child process does: it reads lines from its standard input and writes lines to its standard output.
/// Returns: The exit code.
using child_role = int (*)(std::vector< std::string > const& arguments);

/// The roles that this program can play as a child, by name.
inline std::map< std::string, child_role >& child_roles()
{
    static std::map< std::string, child_role > roles;
    return roles;
}

/// Whether a program of that name is on the search path.
bool has_program(std::string const& name);

/// A child process. It is killed when its object is destroyed.
class child_process
{
public:
    /// Starts this program in the given role.
    explicit child_process(std::string const& role, std::vector< std::string > const& arguments = {});
    /// Starts another program, which is looked for on the search path.
    static child_process program(std::string const& name, std::vector< std::string > const& arguments);

    ~child_process();
    child_process(child_process&&) noexcept;

    void write_line(std::string const& line);

    /// Waits for the next line. Throws: `hung`; `std::runtime_error` if the process has ended.
    std::string read_line();

    /// Ends the process from outside, as a crash. Returns when it is gone.
    void kill();

    /// Waits for the end of the process. Throws: `hung`.
    /// Returns: The exit code; on POSIX -1 if a signal ended it.
    int wait();

    long long id() const;

private:
    struct impl;

    explicit child_process(std::unique_ptr< impl > mine);

    std::unique_ptr< impl > m_impl;
};

/// Defines a role: NAMED_LOCK_CHILD_ROLE(name) { ... use `arguments` ...; return 0; }
#define NAMED_LOCK_CHILD_ROLE(role)                                                                                    \
    static int role(std::vector< std::string > const& arguments);                                                      \
    static bool const role##_is_known = ::named_lock_test::child_roles().emplace(#role, &role).second;                 \
    static int role([[maybe_unused]] std::vector< std::string > const& arguments)

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_CHILD_PROCESS_HPP
