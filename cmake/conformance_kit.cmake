# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

# The conformance suite as a library, for the tests of somebody else's backend: doc/conformance.adoc says how to use it.
# Compiled by whoever links it, Boost.Test included; it needs the headers of Boost.Test, Boost.Process and
# Boost.Interprocess.

add_library(boost_named_lock_conformance STATIC EXCLUDE_FROM_ALL ${PROJECT_SOURCE_DIR}/test/common/test_main.cpp)
add_library(Boost::named_lock_conformance ALIAS boost_named_lock_conformance)
target_include_directories(boost_named_lock_conformance PUBLIC ${PROJECT_SOURCE_DIR}/test/common)
target_compile_definitions(boost_named_lock_conformance PUBLIC BOOST_ALL_NO_LIB)
target_link_libraries(boost_named_lock_conformance PUBLIC Boost::named_lock)
if(WIN32)
    target_link_libraries(boost_named_lock_conformance PUBLIC ws2_32 shell32 ntdll)
endif()
