// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// The scenarios of the conformance suite that need no lock type, only parties: each is written once and runs with
// threads and with processes.

#ifndef BOOST_NAMED_LOCK_TEST_COMMON_SCENARIO_HPP
#define BOOST_NAMED_LOCK_TEST_COMMON_SCENARIO_HPP

#include "lock_type.hpp"
#include "scene.hpp"

#include <vector>

namespace named_lock_test {

struct scenario
{
    char const* name;
    void (*run)(scene&);
    /// Whether the scenario makes sense for such a lock and such parties.
    bool (*applies)(abilities const&, party_kind);
};

using scenario_list = std::vector< scenario >;

void add_exclusion_scenarios(scenario_list& list);
void add_shared_scenarios(scenario_list& list);
void add_timed_scenarios(scenario_list& list);
void add_crash_scenarios(scenario_list& list);
void add_name_scenarios(scenario_list& list);
void add_removal_scenarios(scenario_list& list);

// Values for `applies`.

inline bool always(abilities const&, party_kind)
{
    return true;
}

inline bool if_timed(abilities const& can, party_kind)
{
    return can.timed;
}

inline bool if_shared(abilities const& can, party_kind)
{
    return can.shared;
}

inline bool if_processes(abilities const&, party_kind kind)
{
    return kind == party_kind::process;
}

} // namespace named_lock_test

#endif // BOOST_NAMED_LOCK_TEST_COMMON_SCENARIO_HPP
