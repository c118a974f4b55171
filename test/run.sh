#!/bin/bash
# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

# Builds everything and runs every test that a Debian 12 machine can run; installs what is missing for that.
#
#     test/run.sh             all steps below
#     test/run.sh gcc b2      some of them
#
# A step is the name of a CMake preset, which is configured and built, or `b2`. After the steps all tests of their builds
# are run as one CTest run, whose summary is the end of the output. Products and logs are in build/. JOBS is the number of
# processes at a time, by default the number of processors.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

jobs=${JOBS:-$(nproc)}
steps=("$@")
if [ ${#steps[@]} -eq 0 ]
then
    steps=(gcc clang clang-cxx20 gcc-cxx23 asan tsan mingw-wine b2)
fi

# Messages are searched for English texts, and flags of the caller's own may bring warnings of their own.
export LC_ALL=C
unset CXXFLAGS CPPFLAGS LDFLAGS TMPDIR

mkdir -p build/logs

# run_step name command...: says how long it took; if it fails, shows the end of its log and ends the script.
run_step()
{
    local name=$1 log=build/logs/$1.log start=$SECONDS
    shift
    if "$@" >"$log" 2>&1 </dev/null
    then
        printf '%-20s ok  %4d s\n' "$name" $((SECONDS - start))
    else
        tail -n 100 "$log"
        printf '%-20s FAILED after %d s, see %s\n' "$name" $((SECONDS - start)) "$log"
        exit 1
    fi
}

install_packages()
{
    scripts/install-packages.sh \
        g++=g++ \
        clang=clang++ \
        cmake=cmake \
        ninja-build=ninja \
        libboost1.81-dev=/usr/include/boost/version.hpp \
        libboost1.81-tools-dev=b2 \
        g++-mingw-w64-x86-64-posix=x86_64-w64-mingw32-g++-posix \
        wine=wine \
        wine64=/usr/lib/wine/wine64 \
        spin=spin
}

build_preset()
{
    cmake --preset "$1" && cmake --build --preset "$1" -j "$jobs"
}

# No configuration of the user's: the Jamfiles must do with a bare b2. b2 runs its tests while it builds.
build_b2()
{
    mkdir -p build/b2/tmp
    export TMPDIR=$PWD/build/b2/tmp BOOST_TEST_COLOR_OUTPUT=no
    local command=(b2 --ignore-site-config --user-config= -d0 -j "$jobs" debug-symbols=off test example)
    # The log is full of what must fail. The second call has nothing left but what must not.
    "${command[@]}" || { "${command[@]}"; return 1; }
}

run_step packages install_packages

tested=()
for step in "${steps[@]}"
do
    if [ "$step" = b2 ]
    then
        run_step b2 build_b2
    else
        run_step "$step" build_preset "$step"
        tested+=("$step")
    fi
done
[ ${#tested[@]} -ne 0 ] || exit 0

# One CTest run over all builds, so that a compiler's tests overlap with another's waits, and that there is one result.
mkdir -p build/all
for preset in "${tested[@]}"
do
    printf 'subdirs("%s")\n' "$PWD/build/$preset"
done >build/all/CTestTestfile.cmake

log=build/logs/ctest.log
start=$SECONDS
result=0
ctest --test-dir build/all -j "$jobs" --output-on-failure --no-tests=error >"$log" 2>&1 </dev/null || result=$?
printf '%-20s %s  %4d s\n' ctest "$([ $result -eq 0 ] && echo ok || echo FAILED)" $((SECONDS - start))
printf '%-20s     %4d s\n\n' total $SECONDS
if [ $result -ne 0 ]
then
    # Of the tests that passed, not even the names.
    grep -v -E '^ +Start +[0-9]+: |  Passed +[0-9.]+ sec$' "$log" | sed '/tests passed, /,$d' | cut -c -400 | head -n 200
    printf '\nAll of it is in %s\n\n' "$log"
fi
sed -n '/tests passed, /,$p' "$log"
# Without this part, CTest did not come to its end, and the log says why.
grep -q 'tests passed, ' "$log" || cat "$log"
exit $result
