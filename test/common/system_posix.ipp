// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The definitions of system.hpp for POSIX. Part of test_main.cpp.

#include "system.hpp"

#include <cstdlib>
#include <fstream>
#include <string>

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

namespace named_lock_test {

long long this_process_id()
{
    return ::getpid();
}

long long this_thread_id()
{
#if defined(__linux__)
    return ::syscall(SYS_gettid);
#else
    return 0;
#endif
}

activity activity_of(long long process, long long thread)
{
    // Linux has it: 'S' is asleep, waiting for something.
    std::ifstream file("/proc/" + std::to_string(process) + "/task/" + std::to_string(thread) + "/stat");
    std::string line;
    std::getline(file, line);
    auto const parenthesis = line.rfind(')');
    if (parenthesis == std::string::npos || line.size() < parenthesis + 3)
        return activity::unknown;
    return line[parenthesis + 2] == 'S' ? activity::sleeps : activity::runs;
}

void set_environment(std::string const& variable, std::string const& value)
{
    ::setenv(variable.c_str(), value.c_str(), 1);
}

void set_temporary_folder(std::string const& folder)
{
    set_environment("TMPDIR", folder);
}

void prepare_process()
{
    ::signal(SIGPIPE, SIG_IGN);
    ::rlimit const none = { 0, 0 };
    ::setrlimit(RLIMIT_CORE, &none);
}

void die_with_parent()
{
#if defined(__linux__)
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
}

void kill_this_process()
{
    ::raise(SIGKILL);
    std::abort();
}

bool suspend_process(long long process)
{
    auto const pid = static_cast< ::pid_t >(process);
    ::siginfo_t info;
    return ::kill(pid, SIGSTOP) == 0 && ::waitid(P_PID, static_cast< ::id_t >(pid), &info, WSTOPPED | WNOWAIT) == 0;
}

bool resume_process(long long process)
{
    return ::kill(static_cast< ::pid_t >(process), SIGCONT) == 0;
}

// A descriptor that later children do not inherit, or the end of a pipe would outlive its process.
inline void keep_private(int descriptor)
{
    ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

inline int exit_code_of(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace named_lock_test
