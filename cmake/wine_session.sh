#!/bin/sh
# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

# wine_session.sh start|stop: begins and ends the Wine session that tests run in. WINEPREFIX says where.

set -eu

# CTest waits until its pipe is closed, and Wine's services would keep it open.
exec >/dev/null 2>&1 </dev/null

case $1 in
    start)
        if [ ! -e "$WINEPREFIX/complete" ]
        then
            # What an interrupted set-up leaves looks like a prefix, but lacks parts of the registry.
            rm -rf "$WINEPREFIX"
            wine wineboot -i
            # Boost.Interprocess asks Windows for the number of the last boot, which Wine does not have.
            wine reg add 'HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters' \
                /v BootId /t REG_DWORD /d 1 /f
            # The registry is on the disk when the server has ended.
            wineserver -w
            wine reg query 'HKCU\Environment' /v TMP
            touch "$WINEPREFIX/complete"
        fi
        # A session that lasts: otherwise each test waits some seconds for Wine's services to come and go.
        wineserver -p || true
        wine wineboot
        ;;
    stop)
        wineserver -k || true
        ;;
    *)
        exit 2
        ;;
esac
