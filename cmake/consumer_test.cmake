# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

# Builds and tests a user's project, from nothing: cmake -D... -P consumer_test.cmake -- <argument of the configuration>...

cmake_minimum_required(VERSION 3.16)

set(arguments "")
set(after_dashes OFF)
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(i RANGE ${last})
    if(after_dashes)
        list(APPEND arguments "${CMAKE_ARGV${i}}")
    elseif(CMAKE_ARGV${i} STREQUAL "--")
        set(after_dashes ON)
    endif()
endforeach()

function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT result STREQUAL "0")
        string(REPLACE ";" " " command "${ARGN}")
        message(FATAL_ERROR "${command}\nended with ${result}:\n${output}")
    endif()
endfunction()

file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK}/build)

# Generators of one configuration may have none.
if(CONFIGURATION)
    set(build_configuration --config ${CONFIGURATION})
    set(test_configuration -C ${CONFIGURATION})
endif()

if(KIND STREQUAL "install")
    run(${CMAKE_COMMAND} --install ${LIBRARY_BINARY} --prefix ${WORK}/prefix ${build_configuration})
    list(APPEND arguments "-DCMAKE_PREFIX_PATH=${WORK}/prefix")
else()
    list(APPEND arguments "-DBOOST_NAMED_LOCK_SOURCE=${LIBRARY_SOURCE}")
endif()

run(${CMAKE_COMMAND} -S ${SOURCE} -B ${WORK}/build -G ${GENERATOR} ${arguments})
run(${CMAKE_COMMAND} --build ${WORK}/build ${build_configuration})
run(${CMAKE_COMMAND} -E chdir ${WORK}/build ${CMAKE_CTEST_COMMAND} ${test_configuration} --output-on-failure)
