# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

# Checks that test/CMakeLists.txt (its list is in the file CMAKE_LIST), test/Jamfile and the files themselves agree. A test
# that is in no list, or in one, would never fail.

cmake_minimum_required(VERSION 3.16)

# An entry is `<kind> <name> <mark>...`, marks in lower case and in the order of the alphabet.
function(normalise result)
    set(entries "")
    foreach(entry IN LISTS ARGN)
        string(TOLOWER "${entry}" entry)
        string(REGEX MATCHALL "[a-z0-9_]+" words "${entry}")
        list(GET words 0 kind)
        list(GET words 1 name)
        list(REMOVE_AT words 0 1)
        list(SORT words)
        string(REPLACE ";" " " entry "${kind} ${name} ${words}")
        string(STRIP "${entry}" entry)
        list(APPEND entries "${entry}")
    endforeach()
    list(SORT entries)
    set(${result} "${entries}" PARENT_SCOPE)
endfunction()

function(must_agree left_name left right_name right)
    set(problems "")
    foreach(entry IN LISTS left)
        if(NOT entry IN_LIST right)
            string(APPEND problems "\n  '${entry}' is in ${left_name}, but not in ${right_name}")
        endif()
    endforeach()
    foreach(entry IN LISTS right)
        if(NOT entry IN_LIST left)
            string(APPEND problems "\n  '${entry}' is in ${right_name}, but not in ${left_name}")
        endif()
    endforeach()
    if(problems)
        message(FATAL_ERROR "The lists of tests differ:${problems}")
    endif()
endfunction()

file(STRINGS ${CMAKE_LIST} in_cmake)
normalise(in_cmake ${in_cmake})

file(STRINGS ${TEST_DIR}/Jamfile in_jamfile REGEX "^(run|compile|compile_fail)-test ")
list(TRANSFORM in_jamfile REPLACE "-test" "")
normalise(in_jamfile ${in_jamfile})

set(in_folders "")
foreach(kind run compile compile_fail)
    file(GLOB files RELATIVE ${TEST_DIR}/${kind} ${TEST_DIR}/${kind}/*.cpp)
    foreach(file IN LISTS files)
        string(REGEX REPLACE "\\.cpp$" "" name "${file}")
        list(APPEND in_folders "${kind} ${name}")
    endforeach()
endforeach()
normalise(in_folders ${in_folders})

must_agree(test/CMakeLists.txt "${in_cmake}" test/Jamfile "${in_jamfile}")
list(TRANSFORM in_cmake REPLACE "^([a-z_]+ [a-z0-9_]+).*" "\\1")
must_agree(test/CMakeLists.txt "${in_cmake}" "the folders of test/" "${in_folders}")
