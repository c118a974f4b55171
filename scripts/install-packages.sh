#!/bin/sh
# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

# Installs the Debian packages whose files are missing: install-packages.sh <package>=<command or /file>...
#
# What is asked for is the command or the file, not the package: a compiler or a Boost of one's own is as good, and
# Debian's libboost-dev and libboost1.81-dev cannot be installed side by side. When nothing is missing, apt is not run.

set -eu

missing=
for wanted in "$@"
do
    package=${wanted%%=*}
    proof=${wanted#*=}
    case $proof in
        /*) [ -e "$proof" ] || missing="$missing $package" ;;
        *) command -v "$proof" >/dev/null 2>&1 || missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ]
then
    echo "These packages (by their Debian names) are missing, and only root on a Debian system can install them here:" >&2
    echo "   $missing" >&2
    exit 1
fi

echo "Installing$missing"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# The lists of a fresh machine or container are empty or out of date.
if ! { apt-get update && apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1 </dev/null
then
    cat "$log" >&2
    exit 1
fi
