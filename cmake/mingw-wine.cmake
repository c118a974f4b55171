# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

# Toolchain: programs for Windows (x86-64), built by Debian's cross compiler and run by Wine.

set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)
# There is no command called wine64 in Debian: `wine` runs 64-bit programs too.
set(CMAKE_CROSSCOMPILING_EMULATOR wine)

# Packages that the caller names the folder of are meant for the target too.
set(CMAKE_FIND_ROOT_PATH /usr/x86_64-w64-mingw32 ${CMAKE_PREFIX_PATH})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

# Boost's headers serve every system, but the folder that they are in holds those of the C library of this one, which the
# cross compiler must not see. So it gets a folder that holds nothing but a link to them.
get_property(in_try_compile GLOBAL PROPERTY IN_TRY_COMPILE)
if(NOT in_try_compile)
    set(mirror ${CMAKE_BINARY_DIR}/boost-headers)
    file(MAKE_DIRECTORY ${mirror})
    file(CREATE_LINK /usr/include/boost ${mirror}/boost SYMBOLIC)
    set(Boost_INCLUDE_DIR ${mirror} CACHE PATH "Where the headers of Boost are")
endif()
