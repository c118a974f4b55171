# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

# The commands that test/CMakeLists.txt is written with.

# What the compilers of compile-fail tests are called with: the standard, our headers, Boost's.
set(named_lock_bare_compile_command ${CMAKE_CXX_COMPILER} ${CMAKE_CXX${CMAKE_CXX_STANDARD}_STANDARD_COMPILE_OPTION})
if(MSVC)
    list(APPEND named_lock_bare_compile_command /nologo /EHsc /permissive- /utf-8 /Zs)
else()
    list(APPEND named_lock_bare_compile_command -fsyntax-only -pthread -x c++)
endif()
foreach(dir IN LISTS named_lock_boost_dirs)
    if(NOT dir IN_LIST CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES)
        if(MSVC)
            list(APPEND named_lock_bare_compile_command -I${dir})
        else()
            list(APPEND named_lock_bare_compile_command -isystem ${dir})
        endif()
    endif()
endforeach()
list(APPEND named_lock_bare_compile_command -I${PROJECT_SOURCE_DIR}/include)

# named_lock_run_test(name [POSIX] [LINUX] [WINDOWS] [INTEROP] [SERIAL] [TIMEOUT seconds])
#
# run/<name>.cpp is a program of Boost.Test cases and a CTest test. SERIAL: nothing else runs at the same time.
function(named_lock_run_test name)
    cmake_parse_arguments(arg "POSIX;LINUX;WINDOWS;INTEROP;SERIAL" "TIMEOUT" "" ${ARGN})
    set(marks ${ARGN})
    list(FILTER marks INCLUDE REGEX "^(POSIX|LINUX|WINDOWS|INTEROP)$")
    named_lock_list(run ${name} "${marks}")
    named_lock_is_for_here(here ${marks})
    # ThreadSanitizer puts cancellations and handlers of signals off until a call that it intercepts has returned, and these
    # tests wait for them while it has not.
    if(NOT here OR (CMAKE_CXX_FLAGS MATCHES "fsanitize=thread" AND
        name MATCHES "^(thread_cancellation|interprocess_facts_posix)$"))
        return()
    endif()
    if(BOOST_NAMED_LOCK_TESTS STREQUAL "compile")
        # Nothing instantiates as many templates as the programs.
        add_library(compile_run_${name} OBJECT run/${name}.cpp)
        target_link_libraries(compile_run_${name} PRIVATE named_lock_test_program)
        return()
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()

    add_executable(test_${name} run/${name}.cpp)
    target_link_libraries(test_${name} PRIVATE named_lock_test_main)
    add_test(NAME ${BOOST_NAMED_LOCK_TEST_PREFIX}run.${name} COMMAND test_${name})
    named_lock_finish_test(run.${name} ${arg_TIMEOUT})
    if(arg_SERIAL)
        set_property(TEST ${BOOST_NAMED_LOCK_TEST_PREFIX}run.${name} PROPERTY RUN_SERIAL ON)
    endif()
endfunction()

# named_lock_compile_test(name [POSIX] [LINUX] [WINDOWS] [INTEROP])
#
# compile/<name>.cpp must compile; it is part of the build.
function(named_lock_compile_test name)
    named_lock_list(compile ${name} "${ARGN}")
    named_lock_is_for_here(here ${ARGN})
    if(here)
        add_library(compile_${name} OBJECT compile/${name}.cpp)
        target_link_libraries(compile_${name} PRIVATE named_lock_strict)
    endif()
endfunction()

# named_lock_compile_fail_test(name [POSIX] [LINUX] [WINDOWS] [INTEROP])
#
# compile_fail/<name>.cpp must not compile, and the compiler must say each text that its first lines ask for by
# `// expect: <text>`.
function(named_lock_compile_fail_test name)
    named_lock_list(compile_fail ${name} "${ARGN}")
    named_lock_is_for_here(here ${ARGN})
    # A cross compiler has the front end of a native one, which has seen everything but what is for its target alone.
    # Nor does C++23 bring anything that the requirements are stated with.
    if(NOT here OR BOOST_NAMED_LOCK_TESTS STREQUAL "run" OR CMAKE_CXX_STANDARD GREATER 20 OR
        (CMAKE_CROSSCOMPILING AND NOT WINDOWS IN_LIST ARGN))
        return()
    endif()
    add_test(NAME ${BOOST_NAMED_LOCK_TEST_PREFIX}compile_fail.${name}
        COMMAND ${CMAKE_COMMAND}
            -DSOURCE=${CMAKE_CURRENT_SOURCE_DIR}/compile_fail/${name}.cpp
            -P ${PROJECT_SOURCE_DIR}/cmake/compile_fail.cmake
            -- ${named_lock_bare_compile_command})
    named_lock_finish_test(compile_fail.${name} 60)
    # Nothing is run, so neither Wine nor the other builds matter.
    set_tests_properties(${BOOST_NAMED_LOCK_TEST_PREFIX}compile_fail.${name} PROPERTIES
        FIXTURES_REQUIRED "" RESOURCE_LOCK "")
endfunction()

# named_lock_harness_test(name source exit_code message)
#
# Checks the compile-fail harness itself: given `source`, it must end with `exit_code` (0 or 1) and say `message`.
function(named_lock_harness_test name source exit_code message)
    add_test(NAME ${BOOST_NAMED_LOCK_TEST_PREFIX}compile_fail_harness.${name}
        COMMAND ${CMAKE_COMMAND}
            -DSOURCE=${CMAKE_CURRENT_SOURCE_DIR}/compile_fail/harness/${source}
            -DEXIT_CODE=${exit_code} "-DMESSAGE=${message}"
            -P ${PROJECT_SOURCE_DIR}/cmake/compile_fail_harness_test.cmake
            -- ${named_lock_bare_compile_command})
    set_tests_properties(${BOOST_NAMED_LOCK_TEST_PREFIX}compile_fail_harness.${name} PROPERTIES TIMEOUT 60)
    string(REGEX REPLACE "\\.$" "" label "${BOOST_NAMED_LOCK_TEST_PREFIX}")
    if(label)
        set_property(TEST ${BOOST_NAMED_LOCK_TEST_PREFIX}compile_fail_harness.${name} PROPERTY LABELS ${label})
    endif()
endfunction()

# named_lock_header_tests(target [PUBLIC] [BARE])
#
# Each header compiles as the first thing of a translation unit, and may be included twice. PUBLIC: leaves out those of
# detail/ that other builds see too. BARE: without exceptions and run-time type information, and without those of
# interop/, whose libraries may need them.
function(named_lock_header_tests target)
    file(GLOB_RECURSE headers
        CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/include/*.hpp)
    # Headers of one system. Each is included by another header, which chooses.
    if(WIN32)
        list(FILTER headers EXCLUDE REGEX "/posix/|/linux/|/backends/(file_check|flock|owner_record|robust_mutex)")
    else()
        list(FILTER headers EXCLUDE REGEX "/win32/|/backends/win32_mutex")
        if(NOT CMAKE_SYSTEM_NAME STREQUAL "Linux")
            list(FILTER headers EXCLUDE REGEX "/linux/|/backends/robust_mutex")
        endif()
    endif()
    if("BARE" IN_LIST ARGN OR NOT named_lock_has_interprocess)
        list(FILTER headers EXCLUDE REGEX "/interop/|/interprocess_")
    endif()

    if("PUBLIC" IN_LIST ARGN)
        list(FILTER headers EXCLUDE REGEX "/detail/[^/]*$")
        if(NOT WIN32)
            list(FILTER headers EXCLUDE REGEX "/detail/")
        endif()
    endif()

    set(sources "")
    foreach(header IN LISTS headers)
        string(MAKE_C_IDENTIFIER "${header}" source)
        set(source ${CMAKE_CURRENT_BINARY_DIR}/headers/${source}.cpp)
        if(NOT EXISTS ${source})
            file(WRITE ${source} "#include <${header}>\n#include <${header}>\n")
        endif()
        list(APPEND sources ${source})
    endforeach()

    add_library(${target} OBJECT ${sources})
    target_link_libraries(${target} PRIVATE named_lock_strict)
    if(NOT MSVC)
        # Nobody debugs them.
        target_compile_options(${target} PRIVATE -g0)
    endif()
    if("BARE" IN_LIST ARGN)
        if(MSVC)
            # /EHsc is among CMake's own flags and MSVC has no flag against it that its standard library agrees with.
            target_compile_options(${target} PRIVATE /GR-)
        else()
            target_compile_options(${target} PRIVATE -fno-exceptions -fno-rtti)
        endif()
    endif()
endfunction()

# named_lock_consumer_test(name kind source [definitions...])
#
# Builds the project in the folder `source` as a user would, with an installed library (kind `install`) or with this
# source tree (kind `subdirectory`), and runs its tests.
function(named_lock_consumer_test name kind source)
    set(definitions ${ARGN})
    foreach(variable CMAKE_BUILD_TYPE CMAKE_CXX_FLAGS CMAKE_TOOLCHAIN_FILE)
        if(${variable})
            list(APPEND definitions "${variable}=${${variable}}")
        endif()
    endforeach()
    if(NOT CMAKE_TOOLCHAIN_FILE)
        list(APPEND definitions CMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER})
        if(Boost_INCLUDE_DIR)
            list(APPEND definitions Boost_INCLUDE_DIR=${Boost_INCLUDE_DIR})
        elseif(Boost_DIR)
            list(APPEND definitions Boost_DIR=${Boost_DIR})
        endif()
    endif()
    list(TRANSFORM definitions PREPEND -D)
    add_test(NAME ${BOOST_NAMED_LOCK_TEST_PREFIX}consumer.${name}
        COMMAND ${CMAKE_COMMAND}
            -DKIND=${kind}
            -DSOURCE=${CMAKE_CURRENT_SOURCE_DIR}/${source}
            -DWORK=${CMAKE_CURRENT_BINARY_DIR}/consumer_${name}
            -DLIBRARY_SOURCE=${PROJECT_SOURCE_DIR}
            -DLIBRARY_BINARY=${PROJECT_BINARY_DIR}
            -DGENERATOR=${CMAKE_GENERATOR}
            -DCONFIGURATION=$<CONFIG>
            -P ${PROJECT_SOURCE_DIR}/cmake/consumer_test.cmake
            -- ${definitions})
    named_lock_finish_test(consumer.${name} 300)
endfunction()
