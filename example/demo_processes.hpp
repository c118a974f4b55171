// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Starts this program several times, talks to the copies line by line, and kills one. It has nothing to do with locks.

#ifndef BOOST_NAMED_LOCK_EXAMPLE_DEMO_PROCESSES_HPP
#define BOOST_NAMED_LOCK_EXAMPLE_DEMO_PROCESSES_HPP

// Before Boost.Process, whose headers use these without including them.
#include <boost/system/error_code.hpp>
#include <boost/system/system_error.hpp>

#define BOOST_PROCESS_USE_STD_FS
#include <boost/process/args.hpp>
#include <boost/process/child.hpp>
#include <boost/process/environment.hpp>
#include <boost/process/io.hpp>
#include <boost/process/pipe.hpp>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <iomanip>
#include <iostream>
#include <map>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>

#if !defined(_WIN32)
#include <fcntl.h>
#endif

/// Milliseconds since the first call.
inline double milliseconds_passed()
{
    using clock = std::chrono::steady_clock;
    static clock::time_point const start = clock::now();
    return std::chrono::duration< double, std::milli >(clock::now() - start).count();
}

/// Prints a line and the time since the program began.
inline void say(std::string const& text)
{
    std::ostringstream time;
    time << std::fixed << std::setprecision(1) << std::setw(8) << milliseconds_passed();
    std::cout << time.str() << " ms   " << text << std::endl;
}

/// Prints the title of a step.
inline void step(std::string const& text)
{
    static int number = 0;
    std::cout << '\n' << ++number << ". " << text << std::endl;
}

/// A name that no other run of the program uses at the same time.
inline std::string unique_name(std::string const& beginning)
{
    return beginning + '-' + std::to_string(boost::this_process::get_id());
}

/// Waits for `demo_processes::permit`.
inline void wait_for_permission()
{
    std::string line;
    std::getline(std::cin, line);
}

/// Throws if the demonstration does not show what it says it does.
inline void expect(bool shown, std::string const& what)
{
    if (!shown)
        throw std::runtime_error("what should have happened did not: " + what);
}

/// The other processes. Each has a letter.
class demo_processes
{
public:
    explicit demo_processes(std::string const& program) : m_program(program) {}

    demo_processes(demo_processes const&) = delete;
    demo_processes& operator=(demo_processes const&) = delete;

    ~demo_processes()
    {
        for (auto& each : m_processes)
            end(each.second);
    }

    /// Starts this program with the arguments `who` and `name`.
    void start(std::string const& who, std::string const& name)
    {
        namespace bp = boost::process;
        process& made = m_processes[who];
        made.child =
            bp::child(m_program, bp::args = { who, name }, bp::std_in < made.orders, bp::std_out > made.reports);
        keep_private(made.orders.pipe().native_sink());
        made.reader = std::thread([this, &made] { read(made); });
        say(who + " is started: process " + std::to_string(made.child.id()) + ".");
    }

    /// Waits for the next line of any process, and prints it. Throws if it does not begin as expected.
    std::string hear(std::string const& beginning)
    {
        std::string const report = next_report();
        say(report);
        expect(report.compare(0, beginning.size(), beginning) == 0, beginning);
        return report;
    }

    /// Lets a process go on that waits for permission.
    void permit(std::string const& who) { m_processes.at(who).orders << std::endl; }

    /// Ends a process from outside, by SIGKILL or TerminateProcess. Returns when it is gone.
    void kill(std::string const& who)
    {
        end(m_processes.at(who));
        say(who + " is killed, and gone.");
    }

private:
    struct process
    {
        boost::process::opstream orders;
        boost::process::ipstream reports;
        boost::process::child child;
        std::thread reader;
    };

    static void end(process& victim)
    {
        std::error_code gone_already;
        victim.child.terminate(gone_already);
        // The end of its output is its end.
        if (victim.reader.joinable())
            victim.reader.join();
    }

    std::string next_report()
    {
        std::unique_lock< std::mutex > guard(m_mutex);
        if (!m_reported.wait_for(guard, std::chrono::seconds(30), [this] { return !m_reports.empty(); }))
            throw std::runtime_error("nothing has happened for 30 s");
        std::string const report = m_reports.front();
        m_reports.pop_front();
        return report;
    }

    void read(process& from)
    {
        for (std::string line; std::getline(from.reports, line);)
        {
            std::lock_guard< std::mutex > guard(m_mutex);
            m_reports.push_back(line.substr(0, line.find('\r')));
            m_reported.notify_one();
        }
    }

#if defined(_WIN32)
    static void keep_private(void*) {}
#else
    /// A copy of our end in another process would keep this one waiting for a line after we are gone.
    static void keep_private(int fd) { ::fcntl(fd, F_SETFD, FD_CLOEXEC); }
#endif

    std::string m_program;
    std::map< std::string, process > m_processes;
    std::mutex m_mutex;
    std::condition_variable m_reported;
    std::deque< std::string > m_reports;
};

#endif // BOOST_NAMED_LOCK_EXAMPLE_DEMO_PROCESSES_HPP
