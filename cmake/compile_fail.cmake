# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

# One compile-fail test: cmake -DSOURCE=<file> -P compile_fail.cmake -- <compiler> <argument>...
#
# Passes if the compiler refuses SOURCE and its output contains every text that SOURCE expects in its first lines:
#
#     // expect: <text>
#
# The text alone would be too weak (a compiler that cannot be started says nothing, but a wrong path may be in its
# message), and the failure alone far weaker: any misspelling is one.

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

# Brackets and semicolons mean something in CMake's lists, and are common in messages: both texts get stand-ins for them.
function(hide_list_syntax variable)
    string(REPLACE "[" "<bracket>" text "${${variable}}")
    string(REPLACE "]" "</bracket>" text "${text}")
    string(REPLACE ";" "<semicolon>" text "${text}")
    set(${variable} "${text}" PARENT_SCOPE)
endfunction()

file(READ "${SOURCE}" head LIMIT 4000)
hide_list_syntax(head)
string(REGEX MATCHALL "// expect: [^\n]*" lines "${head}")
if(NOT lines)
    message(FATAL_ERROR "No line '// expect: <text>' among the first lines of ${SOURCE}")
endif()

# Compilers quote names with typographic marks, and speak the user's language, unless told otherwise.
set(ENV{LC_ALL} C)
execute_process(
    COMMAND ${command} "${SOURCE}"
    RESULT_VARIABLE result
    OUTPUT_VARIABLE output
    ERROR_VARIABLE output)

if(result STREQUAL "0")
    message(FATAL_ERROR "This compiles, but must not: ${SOURCE}")
endif()
# A result that is not a number says that the compiler was not found or was killed.
if(NOT result MATCHES "^[0-9]+$")
    message(FATAL_ERROR "The compiler did not run: ${result}\n${output}")
endif()
set(searched "${output}")
hide_list_syntax(searched)
foreach(line IN LISTS lines)
    string(REGEX REPLACE "^// expect: " "" text "${line}")
    string(FIND "${searched}" "${text}" position)
    if(position EQUAL -1)
        message(FATAL_ERROR "The compiler does not say '${text}' of ${SOURCE}, but:\n${output}")
    endif()
endforeach()
