// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// One test: a lock type, a fresh name, a scoreboard, and as many parties as it asks for, all threads or all processes.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_SCENE_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_SCENE_HPP

#include "environment.hpp"
#include "lock_type.hpp"
#include "party.hpp"
#include "process_party.hpp"
#include "scoreboard.hpp"

#include <memory>
#include <string>
#include <vector>

namespace named_lock_test {

enum class party_kind
{
    thread,
    process
};

class scene
{
public:
    scene(lock_type const& type, party_kind kind);

    /// Ends all parties, and removes the name from the system.
    ~scene();

    abilities const& can() const noexcept { return m_type.can; }
    party_kind kind() const noexcept { return m_kind; }
    std::string const& name() const noexcept { return m_name; }
    scoreboard& board() noexcept { return *m_board; }

    /// Adds a party that has not opened any name yet.
    party& add_stranger();

    /// Adds a party with a handle of the lock `name()`.
    party& add();

    /// The same as `add`, if this is a scene of processes.
    process_party& add_process();

    /// Removes `another_name` from the system in the end.
    void will_leave(std::string const& another_name) { m_other_names.push_back(another_name); }

private:
    lock_type const& m_type;
    party_kind m_kind;
    std::string m_name;
    std::vector< std::string > m_other_names;
    std::shared_ptr< scoreboard > m_board;
    std::vector< std::unique_ptr< party > > m_parties;
};

/// The command that opens a name.
std::string open(std::string const& name);

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_SCENE_HPP
