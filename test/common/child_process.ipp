// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The definitions of child_process.hpp, over Boost.Process. Part of test_main.cpp.

#include "child_process.hpp"
#include "environment.hpp"
#include "party.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

namespace named_lock_test {

namespace bp = boost::process;

struct child_process::impl
{
    impl(std::string const& program, std::vector< std::string > const& arguments) :
        description(program + (arguments.empty() ? "" : ' ' + arguments.front()))
    {
        process = bp::child(program, bp::args = arguments, bp::std_in< to_child, bp::std_out > from_child);
        keep_private(to_child.pipe().native_sink());
        keep_private(from_child.pipe().native_source());
        reader = std::thread([this] { read(); });
    }

    ~impl()
    {
        // Also a child that is well and would end by itself: no test may depend on what it does from now on.
        terminate();
        reader.join();
        std::error_code ignored;
        process.wait(ignored);
    }

    void terminate()
    {
        std::error_code ignored;
        process.terminate(ignored);
        // The end of its input ends what it may have started itself, which holds the other end of its output.
        to_child.pipe().close();
    }

    // Reads in the background, so that a test can stop waiting for a line.
    void read()
    {
        std::string line;
        while (std::getline(from_child, line))
        {
            if (!line.empty() && line.back() == '\r')
                line.pop_back();
            std::lock_guard< std::mutex > guard(mutex);
            lines.push_back(line);
            changed.notify_all();
        }
        std::lock_guard< std::mutex > guard(mutex);
        ended = true;
        changed.notify_all();
    }

    template< class Condition >
    void wait_until(std::unique_lock< std::mutex >& guard, Condition condition)
    {
        if (!changed.wait_for(guard, safety_timeout(), condition))
            throw hung("a child process hangs: " + description);
    }

    std::string description;
    bp::opstream to_child;
    bp::ipstream from_child;
    bp::child process;
    std::mutex mutex;
    std::condition_variable changed;
    std::deque< std::string > lines;
    bool ended = false;
    std::thread reader;
};

namespace {

std::vector< std::string > with_role(std::string const& role, std::vector< std::string > const& arguments)
{
    std::vector< std::string > all = { "--child", role };
    all.insert(all.end(), arguments.begin(), arguments.end());
    return all;
}

} // namespace

bool has_program(std::string const& name)
{
    return !bp::search_path(name).empty();
}

child_process::child_process(std::string const& role, std::vector< std::string > const& arguments) :
    m_impl(std::make_unique< impl >(this_program(), with_role(role, arguments)))
{
}

child_process::child_process(std::unique_ptr< impl > mine) : m_impl(std::move(mine)) {}

child_process child_process::program(std::string const& name, std::vector< std::string > const& arguments)
{
    return child_process(std::make_unique< impl >(bp::search_path(name).string(), arguments));
}

child_process::~child_process() = default;
child_process::child_process(child_process&&) noexcept = default;

void child_process::write_line(std::string const& line)
{
    m_impl->to_child << line << std::endl;
}

std::string child_process::read_line()
{
    std::unique_lock< std::mutex > guard(m_impl->mutex);
    m_impl->wait_until(guard, [this] { return m_impl->ended || !m_impl->lines.empty(); });
    if (m_impl->lines.empty())
        throw std::runtime_error("a child process ended early: " + m_impl->description);
    std::string const line = m_impl->lines.front();
    m_impl->lines.pop_front();
    return line;
}

void child_process::kill()
{
    m_impl->terminate();
    wait();
}

int child_process::wait()
{
    // The end of its output is the end of the process: Boost.Process has no reliable wait with a time limit.
    std::unique_lock< std::mutex > guard(m_impl->mutex);
    m_impl->wait_until(guard, [this] { return m_impl->ended; });
    std::error_code ignored;
    m_impl->process.wait(ignored);
    return exit_code_of(m_impl->process.native_exit_code());
}

long long child_process::id() const
{
    return m_impl->process.id();
}

} // namespace named_lock_test
