// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A process that takes part in a measurement. It opens a lock and does what the lines of its standard input say; each
// gets a line of JSON for an answer. Who measures is bench/driver/, which only starts parties and compares the points of
// time that they report, all of them nanoseconds on CLOCK_MONOTONIC:
//
//     party --list                           says who the contestants are
//     party <label> <name> <shared file>     opens the lock <name>; the file, of 8 bytes at least, holds the counter
//
//     lock, unlock                           the answer says when the call began and when it returned
//     timed <nanoseconds>                    also, whether it has got the lock, and what processor time it took
//     cycle                                  lock and unlock at once
//     contend <start> <duration> <threads> <hold> <pause> <limit>     see contention.hpp; a line "stop" ends it early
//     open <count>                           see opening.hpp
//     discard                                removes what would outlive the benchmark, if the driver cannot
//
// A contestant that is no C++ speaks the same protocol in a program of its own: rivals/filelock_party.py.

#include "contention.hpp"
#include "contestants.hpp"
#include "opening.hpp"

#include <chrono>
#include <cstdint>
#include <exception>
#include <iomanip>
#include <iostream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

using namespace named_lock_bench;

namespace {

using steady_clock = std::chrono::steady_clock;
using std::chrono::nanoseconds;

char const* truth(bool value)
{
    return value ? "true" : "false";
}

void list_contestants()
{
    char const* separator = "[";
    for (contestant const& each : contestants())
    {
        std::cout << separator << "\n{\"label\":\"" << each.label << "\",\"ours\":" << truth(each.ours)
                  << ",\"ancestor\":" << truth(each.label == ancestor)
                  << ",\"survives_kill\":" << truth(each.survives == survives_kill::yes)
                  << ",\"excludes_threads\":" << truth(each.among == excludes::threads_too)
                  << ",\"installed\":" << truth(each.installed) << "}";
        separator = ",";
    }
    std::cout << "\n]\n";
}

nanoseconds processor_time()
{
    ::timespec time;
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
}

std::uint64_t volatile& counter_in(char const* shared_file)
{
    int const fd = checked(::open(shared_file, O_RDWR | O_CLOEXEC), "open");
    void* const memory = ::mmap(nullptr, sizeof(std::uint64_t), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    ::close(fd);
    if (memory == MAP_FAILED)
        throw_system_error(errno, "mmap");
    return *static_cast< std::uint64_t volatile* >(memory);
}

/// Whether a line or the end of the input came before `end`.
bool told_to_stop(steady_clock::time_point end, nanoseconds patience)
{
    auto const left = std::chrono::ceil< std::chrono::milliseconds >((std::min)(end - steady_clock::now(), patience));
    ::pollfd input = { STDIN_FILENO, POLLIN, 0 };
    return ::poll(&input, 1, static_cast< int >((std::max)(left.count(), left.zero().count()))) == 1;
}

class party
{
public:
    party(contestant const& candidate, std::string const& name, char const* shared_file) :
        m_candidate(candidate), m_name(name), m_counter(counter_in(shared_file)), m_lock(candidate.open(name))
    {
    }

    bool has_timed_mode() const { return m_lock->has_timed_mode(); }

    /// Throws if the command fails. Returns: The members of a JSON object.
    std::string obey(std::string const& line)
    {
        std::istringstream command(line);
        std::string verb;
        command >> verb;
        if (verb == "lock")
            return timed([this] { return m_lock->lock(), true; });
        if (verb == "unlock")
            return timed([this] { return m_lock->unlock(), true; });
        if (verb == "cycle")
            return timed([this] { return m_lock->lock(), m_lock->unlock(), true; });
        if (verb == "timed")
        {
            nanoseconds const timeout(read< nanoseconds::rep >(command));
            return timed([this, timeout] { return m_lock->try_lock_for(timeout); });
        }
        if (verb == "contend")
            return contend(command);
        if (verb == "open")
            return open(read< std::size_t >(command));
        if (verb == "discard")
            return m_lock->discard(), "\"result\":true";
        throw std::invalid_argument("no such command");
    }

private:
    template< class Number >
    static Number read(std::istream& command)
    {
        Number number;
        if (!(command >> number))
            throw std::invalid_argument("a number is missing");
        return number;
    }

    template< class Call >
    static std::string timed(Call const& call)
    {
        nanoseconds const used = processor_time();
        auto const before = steady_clock::now();
        bool const result = call();
        auto const after = steady_clock::now();
        std::ostringstream answer;
        answer << "\"result\":" << truth(result) << ",\"before\":" << before.time_since_epoch().count()
               << ",\"after\":" << after.time_since_epoch().count()
               << ",\"processor\":" << (processor_time() - used).count();
        return answer.str();
    }

    std::string contend(std::istream& command)
    {
        steady_clock::time_point const start(nanoseconds(read< nanoseconds::rep >(command)));
        steady_clock::time_point const end = start + nanoseconds(read< nanoseconds::rep >(command));
        contention_plan plan;
        plan.threads = read< int >(command);
        plan.hold = nanoseconds(read< nanoseconds::rep >(command));
        plan.pause = nanoseconds(read< nanoseconds::rep >(command));
        plan.limit = read< std::uint64_t >(command);
        // Who may be done early looks for it from time to time; the others are not to be disturbed.
        nanoseconds const patience =
            plan.limit == 0 ? std::chrono::hours(1) : nanoseconds(std::chrono::milliseconds(5));

        contention run(m_candidate, m_name, plan, m_counter);
        run.run(start, [end, patience] { return told_to_stop(end, patience) || steady_clock::now() >= end; });
        std::ostringstream answer;
        answer << run;
        return answer.str();
    }

    std::string open(std::size_t count)
    {
        opening run(m_candidate, m_name);
        run.run(count);
        std::ostringstream answer;
        answer << run;
        return answer.str();
    }

    contestant const& m_candidate;
    std::string const m_name;
    std::uint64_t volatile& m_counter;
    std::unique_ptr< lock_under_test > m_lock;
};

void answer_failure(std::exception const& failure)
{
    std::cout << "{\"error\":" << std::quoted(failure.what()) << "}" << std::endl;
}

void take_part(char* arguments[])
{
    party me(contestant_of(arguments[1]), arguments[2], arguments[3]);
    std::cout << "{\"timed_mode\":" << truth(me.has_timed_mode()) << "}" << std::endl;
    for (std::string line; std::getline(std::cin, line);)
    {
        // It came when the contention was over already.
        if (line == "stop")
            continue;
        try
        {
            std::string const answer = me.obey(line);
            std::cout << "{" << answer << "}" << std::endl;
        }
        catch (std::exception const& failure)
        {
            answer_failure(failure);
        }
    }
}

} // namespace

int main(int argc, char* argv[])
{
    try
    {
        if (argc == 2 && std::string(argv[1]) == "--list")
            list_contestants();
        else if (argc == 4)
            take_part(argv);
        else
            throw std::invalid_argument("see the beginning of party.cpp for the arguments");
    }
    catch (std::exception const& failure)
    {
        answer_failure(failure);
        return 1;
    }
}
