# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

# A test of the test: runs compile_fail.cmake with the same arguments and checks how it ends (EXIT_CODE, 0 or 1) and what
# it says (MESSAGE). A harness that passes everything would go unnoticed otherwise.

cmake_minimum_required(VERSION 3.16)

set(command "")
set(after_dashes OFF)
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(i RANGE ${last})
    if(after_dashes)
        list(APPEND command "${CMAKE_ARGV${i}}")
    elseif(CMAKE_ARGV${i} STREQUAL "--")
        set(after_dashes ON)
    endif()
endforeach()

execute_process(
    COMMAND ${CMAKE_COMMAND} "-DSOURCE=${SOURCE}" -P ${CMAKE_CURRENT_LIST_DIR}/compile_fail.cmake -- ${command}
    RESULT_VARIABLE result
    OUTPUT_VARIABLE output
    ERROR_VARIABLE output)

if(NOT result STREQUAL "${EXIT_CODE}")
    message(FATAL_ERROR "The harness ended with ${result} instead of ${EXIT_CODE}:\n${output}")
endif()
# CMake breaks the lines of its messages where it likes.
string(REGEX REPLACE "[ \n]+" " " output "${output}")
string(FIND "${output}" "${MESSAGE}" position)
if(position EQUAL -1)
    message(FATAL_ERROR "The harness does not say '${MESSAGE}', but:\n${output}")
endif()
