// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Somebody who uses a lock through a handle of his own: a thread of this process, or another process.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_PARTY_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_PARTY_HPP

#include "answer.hpp"

#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>

namespace named_lock_test {

/// Where a party runs, as the operating system counts it.
struct party_id
{
    long long process = 0;
    long long thread = 0;
};

/// Thrown by whatever waits for a party when it takes too long: a test that would hang fails instead.
class hung : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// Nothing that works takes as long as this. It is no measure of anything.
std::chrono::seconds safety_timeout();

class party
{
public:
    party() = default;
    virtual ~party() = default;
    party(party const&) = delete;
    party& operator=(party const&) = delete;

    /// Begins a command of commands.hpp. Returns as soon as the party is about to execute it.
    virtual void start(std::string const& command) = 0;

    /// Waits for the answer to the last command. Throws: `hung`.
    virtual answer finish() = 0;

    virtual party_id id() const = 0;

    /// Executes a command.
    answer tell(std::string const& command)
    {
        start(command);
        return finish();
    }

    /// Returns when the party, which executes a blocking command, waits inside the operating system. Where that can't be
    /// seen, it gives the party ample opportunity to come that far. No test may need more than that: a lock must work
    /// also when the waiter comes late.
    void let_it_wait() const;
};

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_PARTY_HPP
