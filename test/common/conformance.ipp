// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// Makes the test cases of every lock type of the program. Part of test_main.cpp.

#include "lock_type.hpp"
#include "scenario.hpp"
#include "scene.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <string>

namespace named_lock_test {

namespace {

scenario_list const& scenarios()
{
    static scenario_list const all = [] {
        scenario_list list;
        add_exclusion_scenarios(list);
        add_shared_scenarios(list);
        add_timed_scenarios(list);
        add_crash_scenarios(list);
        add_name_scenarios(list);
        add_removal_scenarios(list);
        return list;
    }();
    return all;
}

void add_case(
    boost::unit_test::test_suite& suite, lock_type const& type, party_kind kind, char const* name, void (*run)(scene&))
{
    auto const in_a_scene = [&type, kind, run] {
        scene s(type, kind);
        run(s);
    };
    suite.add(boost::unit_test::make_test_case(in_a_scene, name, __FILE__, __LINE__));
}

} // namespace

// Called by Boost.Test before it runs anything. Returns: true.
bool add_conformance_suites()
{
    for (lock_type const& type : lock_types())
    {
        if (!type.has_suite)
            continue;
        auto* const type_suite = BOOST_TEST_SUITE(type.name);
        boost::unit_test::framework::master_test_suite().add(type_suite);
        for (party_kind const kind : { party_kind::thread, party_kind::process })
        {
            auto* const suite = BOOST_TEST_SUITE(kind == party_kind::thread ? "threads" : "processes");
            type_suite->add(suite);
            for (scenario const& each : scenarios())
                if (each.applies(type.can, kind))
                    add_case(*suite, type, kind, each.name, each.run);
            for (typed_case const& each : type.typed_cases)
                add_case(*suite, type, kind, each.name, each.run);
        }
    }
    return true;
}

} // namespace named_lock_test
