# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

# Checks that the lists of tests and examples in the CMakeLists.txt (they are in the file CMAKE_LIST), those in the
# Jamfiles, and the files themselves agree. A test that is in no list would never fail.

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

file(STRINGS ${SOURCE_DIR}/test/Jamfile tests REGEX "^(run|compile|compile_fail)-test ")
file(STRINGS ${SOURCE_DIR}/example/Jamfile examples REGEX "^example ")
set(in_jamfiles ${tests} ${examples})
list(TRANSFORM in_jamfiles REPLACE "-test" "")
normalise(in_jamfiles ${in_jamfiles})

set(in_folders "")
foreach(folder test/run test/compile test/compile_fail example)
    get_filename_component(kind ${folder} NAME)
    file(GLOB files ${SOURCE_DIR}/${folder}/*.cpp)
    foreach(file IN LISTS files)
        get_filename_component(name ${file} NAME_WE)
        list(APPEND in_folders "${kind} ${name}")
    endforeach()
endforeach()
normalise(in_folders ${in_folders})

must_agree("a CMakeLists.txt" "${in_cmake}" "the Jamfile" "${in_jamfiles}")
list(TRANSFORM in_cmake REPLACE "^([a-z_]+ [a-z0-9_]+).*" "\\1")
must_agree("a CMakeLists.txt" "${in_cmake}" "its folder" "${in_folders}")
