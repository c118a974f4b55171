// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The few things that the tests need from the operating system.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_SYSTEM_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_SYSTEM_HPP

#include <string>

namespace named_lock_test {

long long this_process_id();
long long this_thread_id();

enum class activity
{
    unknown,
    runs,
    sleeps
};

/// Returns: What a thread does, if the system tells.
activity activity_of(long long process, long long thread);

/// Sets a variable of this process's environment, which its children inherit.
void set_environment(std::string const& variable, std::string const& value);

/// Makes everything that creates temporary files do so in `folder`: this process, its children and the library.
void set_temporary_folder(std::string const& folder);

/// What a test program and its children need before anything else: a broken pipe is an error and no signal, a crash
/// that a test wants writes no core file and opens no dialogue.
void prepare_process();

/// Makes the operating system end this process when its parent is gone, where it can.
void die_with_parent();

/// Ends this process at once, as a crash that no code of the process can see: SIGKILL, `TerminateProcess`.
[[noreturn]] void kill_this_process();

/// Stops and continues another process. Return: whether the system can do that.
/// `suspend_process` returns when the process has stopped.
bool suspend_process(long long process);
bool resume_process(long long process);

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_SYSTEM_HPP
