#!/usr/bin/env python3
# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

"""Python's filelock as a party of its own: the protocol is that of bench/party.cpp, with these commands more, since it
cannot take part in bench/uncontended.cpp:

    pairs <n>       n times lock and unlock
    tries <n>       n times try_lock, in vain
"""

import json
import mmap
import os
import resource
import select
import sys
import threading
import time

try:
    import filelock
except ImportError:
    filelock = None

LABEL = "Python filelock"


def path_of(name):
    return os.path.join(os.environ.get("TMPDIR", "/tmp"), name + ".filelock")


class Party:
    def __init__(self, name, shared_file):
        self.name = name
        self.lock = filelock.FileLock(path_of(name))
        with open(shared_file, "r+b") as file:
            self.counter = mmap.mmap(file.fileno(), 8)

    def obey(self, line):
        verb, *numbers = line.split()
        commands = {"lock": lambda: self.timed(self.lock.acquire), "unlock": lambda: self.timed(self.lock.release),
                    "timed": self.timeout, "cycle": self.cycle, "pairs": self.pairs, "tries": self.tries,
                    "contend": self.contend, "open": self.open,
                    "discard": lambda: {"result": True}}  # the driver removes the files
        return commands[verb](*map(int, numbers))

    def cycle(self):
        def both():
            with self.lock:
                pass
        return self.timed(both)

    def pairs(self, times):
        def all_of_them():
            for _ in range(times):
                self.lock.acquire()
                self.lock.release()
        return self.timed(all_of_them)

    def tries(self, times):
        def all_of_them():
            for _ in range(times):
                try:
                    self.lock.acquire(timeout=0)
                except filelock.Timeout:
                    continue
                raise RuntimeError("a held lock was taken")
        return self.timed(all_of_them)

    def timeout(self, nanoseconds):
        def wait():
            try:
                self.lock.acquire(timeout=nanoseconds / 1e9)
            except filelock.Timeout:
                return False
        return self.timed(wait)

    @staticmethod
    def timed(call):
        used = time.process_time_ns()
        before = time.monotonic_ns()
        result = call() is not False
        after = time.monotonic_ns()
        return {"result": result, "before": before, "after": after, "processor": time.process_time_ns() - used}

    def contend(self, start, duration, threads, hold, pause, limit):
        over = threading.Event()
        shares = [Share() for _ in range(threads)]

        def take_part(share):
            lock = filelock.FileLock(path_of(self.name))
            time.sleep(max(0, start - time.monotonic_ns()) / 1e9)
            while not over.is_set() and (limit == 0 or share.acquisitions < limit):
                asked = time.monotonic_ns()
                with lock:
                    got = time.monotonic_ns()
                    self.counter[:] = (int.from_bytes(self.counter[:], sys.byteorder) + 1).to_bytes(8, sys.byteorder)
                    while time.monotonic_ns() - got < hold:
                        pass
                share.waits.append(got - asked)
                share.acquisitions += 1
                if pause:
                    time.sleep(pause / 1e9)
            share.end = time.monotonic_ns()

        running = [threading.Thread(target=take_part, args=(share,)) for share in shares]
        for thread in running:
            thread.start()
        while any(thread.is_alive() for thread in running) and time.monotonic_ns() < start + duration:
            patience = min(0.005 if limit else 3600, (start + duration - time.monotonic_ns()) / 1e9)
            if select.select([sys.stdin], [], [], max(0, patience))[0]:
                break
        over.set()
        for thread in running:
            thread.join()
        waits = [wait for share in shares for wait in share.waits]
        return {"acquisitions": [share.acquisitions for share in shares], "end": max(share.end for share in shares),
                "waited": {"max": max(waits, default=0), "buckets": [[wait, 1] for wait in waits]}}

    def open(self, count):
        """A FileLock opens its file when it is locked, so that is what "open" means here."""
        hard = max(resource.getrlimit(resource.RLIMIT_NOFILE)[1], count + 100)
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        except ValueError:
            pass
        locks, stopped_by = [], ""
        start = time.monotonic_ns()
        try:
            for number in range(count):
                lock = filelock.FileLock(path_of(f"{self.name}{number}"))
                lock.acquire()
                locks.append(lock)
        except OSError as failure:
            stopped_by = failure.strerror
            locks.pop().release()
        create = time.monotonic_ns() - start

        def one_more():
            begin = time.monotonic_ns()
            filelock.FileLock(path_of(f"{self.name}more")).acquire().lock.release()
            return time.monotonic_ns() - begin

        times = sorted(one_more() for _ in range(101))
        start = time.monotonic_ns()
        for lock in locks:
            lock.release()
        close = time.monotonic_ns() - start
        return {"opened": len(locks), "stopped_by": stopped_by, "create": create / len(locks),
                "one_more": times[len(times) // 2], "close": close / len(locks)}


class Share:
    def __init__(self):
        self.acquisitions = 0
        self.waits = []
        self.end = 0


def answer(members):
    print(json.dumps(members), flush=True)


def main():
    if sys.argv[1:] == ["--list"]:
        answer([{"label": LABEL, "ours": False, "ancestor": False, "survives_kill": True, "excludes_threads": True,
                 "installed": filelock is not None}])
        return
    party = Party(*sys.argv[2:])
    answer({"timed_mode": True})
    # Not `for line in sys.stdin`: it would read ahead, and `select` would not see what is there.
    while line := sys.stdin.readline():
        if line.strip() != "stop":
            try:
                answer(party.obey(line))
            except Exception as failure:
                answer({"error": str(failure)})


if __name__ == "__main__":
    main()
