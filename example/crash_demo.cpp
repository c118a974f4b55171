// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Three processes contend for one name. The first is killed while it holds the lock, and the next one goes on.

#include <boost/named_lock.hpp>

#include "demo_processes.hpp"

#include <chrono>
#include <exception>
#include <filesystem>
#include <iostream>
#include <mutex>
#include <string>

using boost::named_locks::named_lock;

// What each of the processes A, B and C does. They agree on nothing but the name.
void contend(std::string const& who, std::string const& name)
{
    named_lock lock(name);
    std::unique_lock guard(lock, std::try_to_lock);
    if (!guard)
    {
        std::cout << who << " is told that the lock is taken, and waits." << std::endl;
        guard.lock();
    }
    char const* const remark = lock.abandoned() ? ", and is told that its last holder died." : ".";
    std::cout << who << " has the lock" << remark << std::endl;
    wait_for_permission(); // A is killed here. The others go on, and the guard releases the lock.
}

// A lock file stays until somebody removes it. Windows removes a name together with its last user.
template< class Lock >
void remove_name([[maybe_unused]] Lock& lock)
{
    if constexpr (boost::named_locks::has_removal< typename Lock::backend_type >)
        expect(lock.remove(), "the lock file is removed");
}

void demonstrate(std::string const& program)
{
    milliseconds_passed();
    named_lock lock(unique_name("crash-demo"));
    std::cout << "Three processes contend for the name \"" << lock.name() << "\".\nThe system knows it as "
              << std::filesystem::path(lock.native_name()).string() << ".\n";
    demo_processes processes(program);

    step("A asks for the lock.");
    processes.start("A", lock.name());
    processes.hear("A has the lock.");

    step("B and C ask for it, too.");
    for (std::string const who : { "B", "C" })
    {
        processes.start(who, lock.name());
        processes.hear(who + " is told that the lock is taken");
    }

    step("A is killed while it holds the lock. No line of its code can release it.");
    processes.kill("A");

    step("The next one goes on, although nobody cleaned up behind A.");
    std::string const next = processes.hear("").substr(0, 1);
    std::string const last = next == "B" ? "C" : "B";
    expect(next != "A" && !lock.try_lock(), "one of B and C has the lock");
    say("We ask, too, and are told that the lock is taken: there is one holder, not two.");

    step(next + " ends and releases the lock. The last one goes on.");
    processes.permit(next);
    processes.hear(last + " has the lock.");

    step(last + " ends and releases the lock.");
    processes.permit(last);
    expect(lock.try_lock_for(std::chrono::seconds(30)), "the lock is free");
    say("We ask, and get it: the lock is free.");
    lock.unlock();
    remove_name(lock);
    std::cout << "\nWhat this shows: a name is enough to keep processes apart; one holder at a time;\n"
                 "and a holder that crashes does not leave the lock locked.\n";
}

int main(int argc, char* argv[])
try
{
    if (argc == 3)
        contend(argv[1], argv[2]);
    else
        demonstrate(argv[0]);
    return 0;
}
catch (std::exception const& error)
{
    std::cerr << error.what() << '\n';
    return 1;
}
