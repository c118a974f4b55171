// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The definitions of commands.hpp and answer.hpp. Part of test_main.cpp.

#include "commands.hpp"
#include "hex.hpp"

#include <boost/named_lock/error.hpp>

#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>

namespace named_lock_test {

std::error_code answer::error() const
{
    std::istringstream in(text);
    std::string word;
    std::string category;
    int code = 0;
    in >> word >> category >> code;
    if (word != "error")
        return std::error_code();
    if (category == std::system_category().name())
        return std::error_code(code, std::system_category());
    if (category == std::generic_category().name())
        return std::error_code(code, std::generic_category());
    if (category == boost::named_locks::named_lock_category().name())
        return std::error_code(code, boost::named_locks::named_lock_category());
    throw std::runtime_error("an error of an unknown category: " + text);
}

namespace {

std::string describe(std::error_code const& ec)
{
    return std::string("error ") + ec.category().name() + ' ' + std::to_string(ec.value());
}

// One way to get through the critical section, for `contend`.
void enter_and_leave(any_lock& lock, scoreboard& board, std::string const& how, long round, std::error_code& ec)
{
    bool const shared = how == "shared" || (how == "mixed" && round % 4 != 0);
    if (how == "acquire" || how == "remove")
        lock.acquire(ec);
    else if (shared)
        lock.lock_shared(ec);
    else if (how == "try")
        while (!lock.try_lock(ec) && !ec)
            std::this_thread::yield();
    else if (how == "timed")
        while (!lock.try_lock(patience::one_millisecond, ec) && !ec)
            ;
    else
        lock.lock(ec);
    if (ec)
        return;

    if (shared)
        board.shared_section();
    else
        board.exclusive_section();

    if (how == "acquire" || how == "remove")
        lock.release(ec);
    else if (shared)
        lock.unlock_shared(ec);
    else
        lock.unlock(ec);

    // A name that is removed again and again, while others use it.
    if (how == "remove" && !ec)
    {
        lock.remove(ec);
        if (ec == std::errc::device_or_resource_busy)
            ec.clear();
    }
}

void contend(any_lock& lock, scoreboard& board, std::istream& arguments, std::error_code& ec)
{
    std::string how;
    long rounds = 0;
    arguments >> how >> rounds;
    for (long round = 0; round != rounds && !ec; ++round)
        enter_and_leave(lock, board, how, round, ec);
}

struct context
{
    any_lock& lock;
    scoreboard& board;
    std::istream& arguments;
    std::error_code ec;

    std::string word()
    {
        std::string result;
        arguments >> result;
        return result;
    }

    patience how_long() { return static_cast< patience >(std::stoi(word())); }
};

char const* bool_text(bool b)
{
    return b ? "true" : "false";
}

using action = std::string (*)(context&);

std::map< std::string, action > const& actions()
{
    static std::map< std::string, action > const table = {
        { "open", [](context& c) { return c.lock.open(from_hex(c.word()), c.ec), std::string("ok"); } },
        { "close", [](context& c) { return c.lock.close(), std::string("ok"); } },
        { "lock", [](context& c) { return c.lock.lock(c.ec), std::string("ok"); } },
        { "unlock", [](context& c) { return c.lock.unlock(c.ec), std::string("ok"); } },
        { "lock_shared", [](context& c) { return c.lock.lock_shared(c.ec), std::string("ok"); } },
        { "unlock_shared", [](context& c) { return c.lock.unlock_shared(c.ec), std::string("ok"); } },
        { "acquire", [](context& c) { return std::string(c.lock.acquire(c.ec) ? "ok" : "no guard"); } },
        { "release", [](context& c) { return c.lock.release(c.ec), std::string("ok"); } },
        { "unwind", [](context& c) { return c.lock.unwind(), std::string("ok"); } },
        { "try_lock", [](context& c) { return std::string(bool_text(c.lock.try_lock(c.ec))); } },
        { "try_lock_shared", [](context& c) { return std::string(bool_text(c.lock.try_lock_shared(c.ec))); } },
        { "try_acquire", [](context& c) { return std::string(bool_text(c.lock.try_acquire(c.ec))); } },
        { "try_lock_for", [](context& c) { return std::string(bool_text(c.lock.try_lock(c.how_long(), c.ec))); } },
        { "try_lock_shared_for",
          [](context& c) { return std::string(bool_text(c.lock.try_lock_shared(c.how_long(), c.ec))); } },
        { "try_acquire_for",
          [](context& c) { return std::string(bool_text(c.lock.try_acquire(c.how_long(), c.ec))); } },
        { "abandoned", [](context& c) { return std::string(bool_text(c.lock.abandoned())); } },
        { "guard_abandoned", [](context& c) { return std::string(bool_text(c.lock.guard_abandoned())); } },
        { "remove", [](context& c) { return std::string(bool_text(c.lock.remove(c.ec))); } },
        { "remove_name", [](context& c) { return std::string(bool_text(c.lock.remove(from_hex(c.word()), c.ec))); } },
        { "name", [](context& c) { return "value " + to_hex(c.lock.name()); } },
        { "native_name", [](context& c) { return "value " + to_hex(c.lock.native_name()); } },
        { "contend", [](context& c) { return contend(c.lock, c.board, c.arguments, c.ec), std::string("ok"); } },
    };
    return table;
}

} // namespace

answer perform(any_lock& lock, scoreboard& board, std::string const& command)
{
    std::istringstream in(command);
    context c{ lock, board, in, std::error_code() };
    answer result;
    try
    {
        action const act = actions().at(c.word());
        result.begun = board.ticket();
        result.text = act(c);
        result.ended = board.ticket();
        if (c.ec)
            result.text = describe(c.ec);
    }
    catch (std::exception const& e)
    {
        // No command lets an exception out, so that this is a failure of the test or of an error code form.
        result.text = std::string("exception from \"") + command + "\": " + e.what();
    }
    return result;
}

} // namespace named_lock_test
