// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What surrounds a run of a test program: a temporary folder of its own, and the program's own path.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_ENVIRONMENT_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_ENVIRONMENT_HPP

#include <filesystem>
#include <string>

namespace named_lock_test {

/// Makes a folder that only this run uses, in which everything temporary and every lock file goes; removes it at the
/// end. A child process uses its parent's.
class environment
{
public:
    explicit environment(char const* program);
    ~environment();
    environment(environment const&) = delete;
    environment& operator=(environment const&) = delete;

private:
    std::filesystem::path m_folder;
};

/// The path of this test program.
std::string const& this_program();

/// The temporary folder of this run.
std::filesystem::path const& temporary_folder();

/// Returns: A name that no lock and no file of any run has had.
std::string unique_name();

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_ENVIRONMENT_HPP
