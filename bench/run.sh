#!/bin/bash
# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

# Builds and runs the benchmarks, and prints what the library costs on top of the bare system calls. Installs what that
# needs on Debian if it is missing. The runs are interleaved at random, so that a machine that gets slower hits all alike;
# the figures are medians. The raw figures are left in build/bench/.
#
#     bench/run.sh [Google Benchmark options]

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/install-packages.sh g++=c++ cmake=cmake ninja-build=ninja \
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

build/bench/bench/bench_uncontended \
    --benchmark_enable_random_interleaving=true --benchmark_repetitions=21 --benchmark_min_time=0.05 \
    --benchmark_report_aggregates_only=true \
    --benchmark_out=build/bench/uncontended.csv --benchmark_out_format=csv "$@" >build/bench/uncontended.log 2>&1

# The processor time, not the real one: what else the machine does counts less. The columns are name, iterations, real
# time, processor time.
sed -n 's/^"\(.*\)_median",[^,]*,[^,]*,\([^,]*\),.*/\1|\2/p' build/bench/uncontended.csv | sort |
    awk -F'|' '
        { split($1, part, "/"); time[part[1], part[2]] = $2; if (!(part[1] in seen)) { seen[part[1]]; order[++n] = part[1] } }
        END {
            printf "%-22s %14s %14s %8s\n", "lock and unlock, ns", "bare calls", "named lock", "ratio"
            for (i = 1; i <= n; ++i)
                printf "%-22s %14.0f %14.0f %8.3f\n", order[i], time[order[i], "bare calls"], \
                    time[order[i], "named lock"], time[order[i], "named lock"] / time[order[i], "bare calls"]
        }'
