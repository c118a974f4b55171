#!/bin/bash
# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

# Builds and runs the benchmarks, prints a table, and leaves it in bench/report/ with all figures (results.json) and
# pictures. Installs what that needs on Debian if it is missing. POCO, Qt, Rust and Python's filelock take part if they are
# installed (Debian: libpoco-dev, qtbase5-dev or qt6-base-dev, rustc 1.89 or newer, python3-filelock).
#
#     bench/run.sh            everything: about 15 minutes
#     bench/run.sh --quick    short runs of a part of it: under a minute
#
# The contestants are listed in bench/contestants.hpp; bench/driver/ says what is measured, and how.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/install-packages.sh g++=c++ cmake=cmake ninja-build=ninja python3=python3 gnuplot-nox=gnuplot \
    libboost1.81-dev=/usr/include/boost/version.hpp libbenchmark-dev=/usr/include/benchmark/benchmark.h

mkdir -p build/bench
if ! {
    cmake -S . -B build/bench -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF \
        -DBOOST_NAMED_LOCK_BUILD_EXAMPLES=OFF -DBOOST_NAMED_LOCK_BUILD_BENCHMARKS=ON &&
        cmake --build build/bench
} >build/bench/build.log 2>&1
then
    cat build/bench/build.log >&2
    exit 1
fi

exec python3 -B bench/driver build/bench/bench bench/report "$@"
