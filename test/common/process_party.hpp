// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// A party that is a process: the test program again, as a child.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_PROCESS_PARTY_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_PROCESS_PARTY_HPP

#include "child_process.hpp"
#include "lock_type.hpp"
#include "party.hpp"
#include "scoreboard.hpp"

#include <string>

namespace named_lock_test {

/// The ways in which a process can end while it holds a lock.
enum class death
{
    /// From outside: SIGKILL, `TerminateProcess`.
    killed,
    /// The same, by its own hand.
    kills_itself,
    aborts,
    /// `std::_Exit`.
    exits_at_once,
    /// `std::exit`: static objects are destroyed, the handle is not.
    exits,
    end_of_list
};

char const* to_string(death how);

class process_party final : public party
{
public:
    process_party(lock_type const& type, scoreboard const& board);

    void start(std::string const& command) override;
    answer finish() override;
    party_id id() const override { return m_id; }

    /// Ends the process, whatever it is doing if it is `killed` and otherwise instead of the next command. Returns when
    /// it is gone.
    void die(death how);

    /// Stops the process where it is, until `resume`. Returns: Whether the system can do that.
    bool suspend();
    void resume();

private:
    child_process m_child;
    party_id m_id;
};

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_PROCESS_PARTY_HPP
