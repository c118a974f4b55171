# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

# Checks that the first example of README.md is what example/readme.cpp is compiled from:
#
#     cmake -DSOURCE=<root of the library> -P check_readme.cmake

cmake_minimum_required(VERSION 3.16)

file(READ ${SOURCE}/README.md readme)
file(READ ${SOURCE}/example/readme.cpp program)

string(FIND "${readme}" "```cpp\n" begin)
if(begin EQUAL -1)
    message(FATAL_ERROR "README.md has no example")
endif()
math(EXPR begin "${begin} + 7")
string(SUBSTRING "${readme}" ${begin} -1 example)
string(FIND "${example}" "```" end)
string(SUBSTRING "${example}" 0 ${end} example)

# All but the head of the file.
string(FIND "${program}" "#include" begin)
string(SUBSTRING "${program}" ${begin} -1 program)

if(NOT example STREQUAL program)
    message(FATAL_ERROR "The example of README.md is not example/readme.cpp. README.md has:\n${example}")
endif()
