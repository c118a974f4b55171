#!/bin/sh
# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

# Builds and runs the demonstration, example/crash_demo.cpp. Installs what that needs on Debian if it is missing.

set -eu
cd "$(dirname "$0")"

scripts/install-packages.sh g++=c++ cmake=cmake ninja-build=ninja libboost1.81-dev=/usr/include/boost/version.hpp

log=build/demo.log
mkdir -p build
if ! {
    cmake -S . -B build/demo -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF &&
        cmake --build build/demo --target example_crash_demo
} >"$log" 2>&1
then
    cat "$log" >&2
    exit 1
fi
exec build/demo/example/example_crash_demo "$@"
