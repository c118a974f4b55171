# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

# Defines Boost::headers, the headers of an installed Boost. This file is part of the installed package too, so that
# users and we look for Boost in the same way.

if(NOT TARGET Boost::headers)
    # Boost's own package first: FindBoost.cmake does not know versions that are newer than itself, and from CMake 3.30
    # on it warns. It is still needed for distributions that leave the package files out, and for cross builds, where
    # the caller sets Boost_INCLUDE_DIR.
    if(NOT Boost_INCLUDE_DIR)
        find_package(Boost 1.74 QUIET CONFIG)
    endif()
    if(NOT TARGET Boost::headers)
        find_package(Boost 1.74 QUIET MODULE)
    endif()
endif()
