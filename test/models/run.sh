#!/usr/bin/env bash
# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0
#
# Runs the models with Spin: those that must hold, and those that leave out a step of a protocol, in which an error must be
# found. A model that holds without a step would not show that the step is needed, or would show nothing at all.
#
# Usage: test/models/run.sh [--long]     --long adds larger runs, about two minutes
set -euo pipefail

models=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
passed=0
failed=0

# check holds|finds MODEL FLAG...
check()
{
    local expected=$1 model=$2
    shift 2
    rm -f pan.* pan ./*.trail
    spin -a "$@" "$models/$model.pml" >spin.log
    # With `unless`, Spin's reduction could leave out interleavings that matter.
    local reduction=
    if grep -q unless "$models/$model.pml"; then
        reduction=-DNOREDUCE
    fi
    cc -O1 -DSAFETY -DCOLLAPSE -DVECTORSZ=2048 $reduction -o pan pan.c
    ./pan -m1000000 -n >pan.log
    local result=holds
    grep -q 'errors: 0$' pan.log || result=finds
    # A search that was cut off shows nothing.
    if grep -q 'max search depth too small\|out of memory\|MEMLIM bound' pan.log; then
        result=incomplete
    fi
    local states
    states=$(sed -n 's/^ *\([0-9]*\) states, stored.*/\1/p' pan.log)
    if [ "$result" = "$expected" ]; then
        passed=$((passed + 1))
        echo "ok      $expected: $model $* ($states states)"
    else
        failed=$((failed + 1))
        echo "FAILED  expected $expected, was $result: $model $* ($states states)"
    fi
}

check holds thread_gate -DWRITERS=3 -DREADERS=0 -DROUNDS=1
check holds thread_gate -DWRITERS=2 -DREADERS=0 -DROUNDS=2
check holds thread_gate -DWRITERS=2 -DREADERS=1 -DROUNDS=1
check holds thread_gate -DWRITERS=1 -DREADERS=2 -DROUNDS=1
check finds thread_gate -DWRITERS=1 -DREADERS=2 -DROUNDS=1 -DLOSE_TURN
check finds thread_gate -DWRITERS=2 -DREADERS=1 -DROUNDS=1 -DNO_LAST_TRY
check finds thread_gate -DWRITERS=2 -DREADERS=1 -DROUNDS=1 -DNO_EMPTY_SECTION
check finds thread_gate -DWRITERS=2 -DREADERS=1 -DROUNDS=1 -DKEEP_WAKING

check holds flock_deletion
check holds flock_deletion -DPATH_CHECK -DMOVES
check holds flock_deletion -DMOVES -DPER_FILE
check finds flock_deletion -DNO_CHECK
check finds flock_deletion -DCHECK_OPEN_ONLY
check finds flock_deletion -DUNLINK_UNLOCKED
check finds flock_deletion -DMOVES
check finds flock_deletion -DUNLINK_UNVERIFIED -DMOVES -DPER_FILE

check holds robust_setup -DPROCESSES=2
for step in NO_READY_CHECK NO_NAME_CHECK READY_FIRST DROP_SHARED FORGET_HOLDER IGNORE_REMOVED NO_REMOVED REMOVED_LAST \
    REPORT_FIRST
do
    check finds robust_setup -DPROCESSES=2 -D$step
done

if [ "${1:-}" = --long ]; then
    check holds thread_gate -DWRITERS=2 -DREADERS=1 -DROUNDS=2
    check holds thread_gate -DWRITERS=2 -DREADERS=2 -DROUNDS=1
    check holds robust_setup -DPROCESSES=3 -DREMOVERS=1
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
