// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The definitions of system.hpp for Windows. Part of test_main.cpp.

#include "system.hpp"

#include <cstdlib>

#include <windows.h>

namespace named_lock_test {

long long this_process_id()
{
    return ::GetCurrentProcessId();
}

long long this_thread_id()
{
    return ::GetCurrentThreadId();
}

activity activity_of(long long, long long)
{
    return activity::unknown;
}

void set_environment(std::string const& variable, std::string const& value)
{
    // The C run-time's copy, and with it the system's.
    ::_putenv_s(variable.c_str(), value.c_str());
}

void set_temporary_folder(std::string const& folder)
{
    set_environment("TMP", folder);
}

void prepare_process()
{
    ::SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
}

void die_with_parent() {}

void kill_this_process()
{
    ::TerminateProcess(::GetCurrentProcess(), 9);
    std::abort();
}

bool suspend_process(long long)
{
    return false;
}

bool resume_process(long long)
{
    return false;
}

// Handles are private unless somebody says otherwise.
inline void keep_private(void*) {}

inline int exit_code_of(int code)
{
    return code;
}

} // namespace named_lock_test
