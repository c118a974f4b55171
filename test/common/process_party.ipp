// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The definitions of process_party.hpp, and what the child does. Part of test_main.cpp.

#include "commands.hpp"
#include "process_party.hpp"
#include "system.hpp"

#include <cstdlib>
#include <iostream>
#include <sstream>

namespace named_lock_test {

char const* to_string(death how)
{
    static char const* const names[] = { "killed", "kills itself", "aborts", "exits at once", "exits" };
    return names[static_cast< int >(how)];
}

namespace {

void die_here(death how)
{
    switch (how)
    {
    case death::kills_itself:
        kill_this_process();
    case death::aborts:
        std::abort();
    case death::exits_at_once:
        std::_Exit(0);
    case death::exits:
        std::exit(0);
    case death::killed:
    case death::end_of_list:
        break;
    }
}

} // namespace

NAMED_LOCK_CHILD_ROLE(play_party)
{
    scoreboard board(arguments.at(1));
    std::unique_ptr< any_lock > const lock = lock_type_named(arguments.at(0)).make();

    std::string line;
    while (std::getline(std::cin, line))
    {
        if (!line.empty() && line.back() == '\r')
            line.pop_back();
        if (line.rfind("die ", 0) == 0)
            die_here(static_cast< death >(std::stoi(line.substr(4))));
        std::cout << "! " << this_process_id() << ' ' << this_thread_id() << std::endl;
        std::cout << perform(*lock, board, line).to_line() << std::endl;
    }
    return 0;
}

process_party::process_party(lock_type const& type, scoreboard const& board) :
    m_child("play_party", { type.name, board.file().string() })
{
}

void process_party::start(std::string const& command)
{
    m_child.write_line(command);
    std::istringstream in(m_child.read_line());
    char mark = 0;
    in >> mark >> m_id.process >> m_id.thread;
}

answer process_party::finish()
{
    return answer::from_line(m_child.read_line());
}

void process_party::die(death how)
{
    if (how == death::killed)
        return m_child.kill();
    m_child.write_line("die " + std::to_string(static_cast< int >(how)));
    m_child.wait();
}

bool process_party::suspend()
{
    return suspend_process(m_child.id());
}

void process_party::resume()
{
    resume_process(m_child.id());
}

} // namespace named_lock_test
