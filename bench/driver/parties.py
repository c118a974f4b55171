# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

"""The processes that take part in a measurement. What is said to them and what they answer: bench/party.cpp."""

import contextlib
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time

class Hung(Exception):
    """No answer came in time."""


class Failed(Exception):
    """A party said, or its end shows, why it cannot do what it was told."""


class Party:
    """One process, with the lock of that name open. It has `patience` seconds, beyond what is to be expected, to answer."""

    def __init__(self, contestant, name, counter, patience):
        self.patience = patience
        self.process = subprocess.Popen([*contestant["program"], contestant["label"], name, counter],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        try:
            self.answer()
        except BaseException:
            self.kill()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()

    def say(self, command):
        try:
            self.process.stdin.write((command + "\n").encode())
        except BrokenPipeError:
            pass  # its answer will be missing, which says more

    def answer(self, expected=0.0):
        """`expected`: how many seconds it will take."""
        line = b""
        end = time.monotonic() + expected + self.patience
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([self.process.stdout], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                raise Hung()
            part = os.read(self.process.stdout.fileno(), 1 << 20)
            if not part:
                raise Failed(f"ended with {self.process.wait()}")
            line += part
        try:
            result = json.loads(line)
        except ValueError as error:
            raise Failed(f"answered {line[:200]!r}") from error
        if "error" in result:
            raise Failed(result["error"])
        return result

    def ask(self, command, expected=0.0):
        self.say(command)
        return self.answer(expected)

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


class Field:
    """Where the parties meet: who the contestants are, names that nobody used before, and the counter."""

    def __init__(self, programs, patience):
        self.patience = patience
        self.contestants = [{**contestant, "program": program} for program in programs
                            for contestant in json.loads(subprocess.check_output([*program, "--list"]))]
        self.present = [contestant for contestant in self.contestants if contestant["installed"]]
        self.ancestor = next(contestant["label"] for contestant in self.contestants if contestant["ancestor"])
        self.prefix = f"bench-{os.getpid()}-"
        self.names = 0
        # Lock files go where $TMPDIR says; bench/uncontended.cpp chooses its names itself.
        self.folder = tempfile.mkdtemp(prefix="bench-")
        os.environ.update({"TMPDIR": self.folder, "NAMED_LOCK_BENCH_NAME": self.prefix + "0"})
        self.counter = os.path.join(self.folder, "counter")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.clean(self.prefix)
        shutil.rmtree(self.folder)

    def clean(self, prefix):
        """Removes what the locks of those names left; few of the contestants can do it themselves."""
        for folder in (self.folder, "/dev/shm"):
            for file in os.listdir(folder):
                if prefix in file:
                    os.unlink(os.path.join(folder, file))

    def counted(self):
        with open(self.counter, "rb") as counter:
            return int.from_bytes(counter.read(), sys.byteorder)

    def party(self, contestant, name):
        return Party(contestant, name, self.counter, self.patience)

    @contextlib.contextmanager
    def parties(self, contestant, count):
        """So many processes that have a new lock open, and a counter that is zero."""
        self.names += 1
        name = f"{self.prefix}{self.names}-"
        with open(self.counter, "wb") as counter:
            counter.write(bytes(8))
        try:
            with contextlib.ExitStack() as opened:
                yield [opened.enter_context(self.party(contestant, name)) for _ in range(count)]
        finally:
            # Another one, since they may all have been killed.
            with contextlib.suppress(Hung, Failed), self.party(contestant, name) as cleaner:
                cleaner.ask("discard")
            self.clean(name)
