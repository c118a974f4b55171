// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The definitions of party.hpp. Part of test_main.cpp.

#include "party.hpp"
#include "system.hpp"

#include <cstdlib>
#include <thread>

namespace named_lock_test {

std::chrono::seconds safety_timeout()
{
    // Shorter by hand, when a test is expected to hang because something was broken on purpose.
    char const* const seconds = std::getenv("NAMED_LOCK_TEST_TIMEOUT");
    return std::chrono::seconds(seconds != nullptr ? std::atol(seconds) : 60);
}

void party::let_it_wait() const
{
    party_id const who = id();
    int asleep = 0;
    int unseen = 0;
    // Several times in a row: a thread also sleeps for a moment on other things, such as the pipe to its parent.
    for (int round = 0; round != 2000 && asleep != 5 && unseen != 100; ++round)
    {
        std::this_thread::yield();
        switch (activity_of(who.process, who.thread))
        {
        case activity::unknown:
            ++unseen;
            break;
        case activity::runs:
            asleep = 0;
            break;
        case activity::sleeps:
            ++asleep;
            break;
        }
    }
}

} // namespace named_lock_test
