// Copyright 2026 The Boost.NamedLock authors.
// SPDX-License-Identifier: BSL-1.0

// What all test programs share, compiled once: Boost.Test, the scenarios of the conformance suite, and `main`, which
// runs the tests or, when the program was started as a child by one of them, plays that role.

// Before Boost.Process, whose headers use these without including them.
#include <boost/system/error_code.hpp>
#include <boost/system/system_error.hpp>

#define BOOST_PROCESS_USE_STD_FS
#include <boost/process/args.hpp>
#include <boost/process/child.hpp>
#include <boost/process/io.hpp>
#include <boost/process/pipe.hpp>
#include <boost/process/search_path.hpp>

#define BOOST_TEST_NO_MAIN
#define BOOST_TEST_ALTERNATIVE_INIT_API
#include <boost/test/included/unit_test.hpp>

#if defined(_WIN32)
#include "system_windows.ipp"
#else
#include "system_posix.ipp"
#endif

#include "child_process.ipp"
#include "commands.ipp"
#include "conformance.ipp"
#include "environment.ipp"
#include "party.ipp"
#include "process_party.ipp"
#include "scenario_crash.ipp"
#include "scenario_exclusion.ipp"
#include "scenario_names.ipp"
#include "scenario_removal.ipp"
#include "scenario_shared.ipp"
#include "scenario_timed.ipp"
#include "scene.ipp"
#include "scoreboard.ipp"
#include "thread_party.ipp"

#include <iostream>
#include <string>
#include <vector>

int main(int argc, char* argv[])
{
    using namespace named_lock_test;
    prepare_process();
    if (argc >= 3 && std::string(argv[1]) == "--child")
    {
        die_with_parent();
        auto const role = child_roles().find(argv[2]);
        if (role != child_roles().end())
            return role->second(std::vector< std::string >(argv + 3, argv + argc));
        std::cerr << "unknown role: " << argv[2] << '\n';
        return 2;
    }
    environment const surroundings(argv[0]);
    return boost::unit_test::unit_test_main(&add_conformance_suites, argc, argv);
}
