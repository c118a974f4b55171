# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

# Installs the headers and what find_package(boost_named_lock) reads. Inside a Boost tree, Boost does this itself.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/boost_named_lock-${PROJECT_VERSION})

install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/ DESTINATION include)
install(TARGETS boost_named_lock EXPORT boost_named_lock-targets)
install(EXPORT boost_named_lock-targets NAMESPACE Boost:: DESTINATION ${package_dir})

configure_package_config_file(
    ${PROJECT_SOURCE_DIR}/cmake/boost_named_lock-config.cmake.in
    ${PROJECT_BINARY_DIR}/boost_named_lock-config.cmake
    INSTALL_DESTINATION ${package_dir}
    NO_SET_AND_CHECK_MACRO)
# There is nothing compiled to match: the package serves every processor, not only the one it was made on.
write_basic_package_version_file(
    ${PROJECT_BINARY_DIR}/boost_named_lock-config-version.cmake
    COMPATIBILITY SameMinorVersion
    ARCH_INDEPENDENT)
install(FILES
    ${PROJECT_BINARY_DIR}/boost_named_lock-config.cmake
    ${PROJECT_BINARY_DIR}/boost_named_lock-config-version.cmake
    ${PROJECT_SOURCE_DIR}/cmake/find_boost_headers.cmake
    DESTINATION ${package_dir})
