# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

# What the tests and the examples have in common: warnings, marks, and how a program becomes a CTest test.

set(BOOST_NAMED_LOCK_TEST_PREFIX "" CACHE STRING "Put before the name of each CTest test")

# Strictness belongs to our own programs. On the library target it would break users' builds with each new compiler.
add_library(named_lock_strict INTERFACE)
target_link_libraries(named_lock_strict INTERFACE Boost::named_lock)
if(MSVC)
    target_compile_options(named_lock_strict INTERFACE /W4 /WX /permissive- /utf-8 /bigobj)
else()
    target_compile_options(named_lock_strict INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
endif()
if(MINGW)
    # Wine does not find the DLLs of the cross compiler.
    target_link_options(named_lock_strict INTERFACE -static)
endif()

set(named_lock_test_environment "BOOST_TEST_COLOR_OUTPUT=no")
if(CMAKE_CXX_FLAGS MATCHES "fsanitize=thread")
    # Tests fork with threads. ThreadSanitizer takes a robust mutex of a dead thread for one that is still locked, and its
    # search for deadlocks ends the program when a thread holds more than 64 mutexes.
    list(APPEND named_lock_test_environment "TSAN_OPTIONS=die_after_fork=0:report_mutex_bugs=0:detect_deadlocks=0")
endif()
if(CMAKE_CXX_FLAGS MATCHES "fsanitize=")
    # Their storms are for what the sanitizers see, not for the rare interleaving, of which they are too slow for many.
    list(APPEND named_lock_test_environment "NAMED_LOCK_STORM_SECONDS=1")
endif()
if(UNIX)
    # Temporary files of a test run stay in the build folder, and two builds that are tested at once do not meet in /tmp.
    # Not so under Wine, which looks for its server in TMPDIR, and would start a second one for the same prefix.
    file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/tmp)
    list(APPEND named_lock_test_environment "TMPDIR=${PROJECT_BINARY_DIR}/tmp")
endif()

set(named_lock_test_fixtures "")
if(CMAKE_HOST_UNIX AND WIN32)
    # A prefix of our own: no other program's Windows objects, and nothing in the user's home.
    set(wine_environment
        "WINEPREFIX=${PROJECT_BINARY_DIR}/wine" "WINEDEBUG=-all" "WINEARCH=win64" "WINEDLLOVERRIDES=mscoree,mshtml="
        # In the C locale, Wine has no names for files that are not ASCII.
        "LC_ALL=C.UTF-8"
        "DISPLAY=")
    list(APPEND named_lock_test_environment ${wine_environment})
    set(named_lock_test_fixtures ${BOOST_NAMED_LOCK_TEST_PREFIX}wine)
    foreach(action start stop)
        set(name ${BOOST_NAMED_LOCK_TEST_PREFIX}wine.${action})
        add_test(NAME ${name} COMMAND ${PROJECT_SOURCE_DIR}/cmake/wine_session.sh ${action})
        set_tests_properties(${name} PROPERTIES ENVIRONMENT "${wine_environment}" TIMEOUT 180)
    endforeach()
    set_property(TEST ${BOOST_NAMED_LOCK_TEST_PREFIX}wine.start PROPERTY FIXTURES_SETUP ${named_lock_test_fixtures})
    set_property(TEST ${BOOST_NAMED_LOCK_TEST_PREFIX}wine.stop PROPERTY FIXTURES_CLEANUP ${named_lock_test_fixtures})
endif()

# Gives the CTest test `name` (without the prefix) what every test of this project has. Tests of one name never run at
# the same time, not even those of two builds: the names of locks in shared memory know no TMPDIR.
function(named_lock_finish_test name timeout)
    set(full_name ${BOOST_NAMED_LOCK_TEST_PREFIX}${name})
    set_tests_properties(${full_name} PROPERTIES
        TIMEOUT ${timeout}
        RESOURCE_LOCK ${name}
        ENVIRONMENT "${named_lock_test_environment}")
    if(named_lock_test_fixtures)
        set_property(TEST ${full_name} PROPERTY FIXTURES_REQUIRED ${named_lock_test_fixtures})
    endif()
    string(REGEX REPLACE "\\.$" "" label "${BOOST_NAMED_LOCK_TEST_PREFIX}")
    if(label)
        set_property(TEST ${full_name} PROPERTY LABELS ${label})
    endif()
endfunction()

# Sets `result` to whether something with these marks can be built here. The marks are POSIX, LINUX, WINDOWS, and
# INTEROP (needs Boost.Interprocess); other words are not for us.
function(named_lock_is_for_here result)
    set(here ON)
    if(POSIX IN_LIST ARGN AND NOT UNIX)
        set(here OFF)
    endif()
    if(LINUX IN_LIST ARGN AND NOT CMAKE_SYSTEM_NAME STREQUAL "Linux")
        set(here OFF)
    endif()
    if(WINDOWS IN_LIST ARGN AND NOT WIN32)
        set(here OFF)
    endif()
    if(INTEROP IN_LIST ARGN AND NOT named_lock_has_interprocess)
        set(here OFF)
    endif()
    set(${result} ${here} PARENT_SCOPE)
endfunction()

# Notes an entry of a list of tests or examples: the test `lists` compares them with the files and with the Jamfiles.
define_property(GLOBAL PROPERTY NAMED_LOCK_LIST BRIEF_DOCS "entries" FULL_DOCS "`kind name marks` of each test and example")
function(named_lock_list kind name marks)
    string(REPLACE ";" " " marks "${marks}")
    set_property(GLOBAL APPEND PROPERTY NAMED_LOCK_LIST "${kind} ${name} ${marks}")
endfunction()

# Whether Boost.Interprocess is there: beside the other headers of an installed Boost, or as a library of a Boost tree.
set(named_lock_has_interprocess OFF)
if(TARGET Boost::interprocess)
    set(named_lock_has_interprocess ON)
    target_link_libraries(named_lock_strict INTERFACE Boost::interprocess)
elseif(TARGET Boost::headers)
    get_target_property(named_lock_boost_dirs Boost::headers INTERFACE_INCLUDE_DIRECTORIES)
    foreach(dir IN LISTS named_lock_boost_dirs)
        if(EXISTS ${dir}/boost/interprocess/sync/named_mutex.hpp)
            set(named_lock_has_interprocess ON)
        endif()
    endforeach()
endif()
