# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

"""Measures all contestants against each other: driver <folder of the programs> <folder of the report> [--quick]

The runs are interleaved (A B C A B C ...), so that a machine that gets slower hits all alike. A lost increment makes
the run fail; who does not answer in time is killed and reported as hung, and is not asked the same more than twice.

parties.py starts the processes, measurements.py has the single runs, table.py and pictures.py show the results.
"""

import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import time

import measurements
import pictures
import table
from parties import Failed, Field, Hung

FORMS = [(1, 2), (2, 1), (4, 1), (8, 1), (1, 8), (2, 4)]  # processes, threads of each
HOGS = [(1, 10_000), (8, 20_000)]  # threads of the process that leaves no gaps, ns of its sections
PYTHONS = [sys.executable, "/usr/bin/python3"]  # filelock may be Debian's, which another Python does not see


class Plan:
    """The single runs, in their order, each with the seconds that it is expected to take."""

    def __init__(self):
        self.runs = []

    def add(self, what, seconds, call, results):
        """What `call` returns, or why it failed, is appended to the list `results`."""
        self.runs.append((what, seconds, call, results))

    def carry_out(self):
        left = sum(seconds for _, seconds, _, _ in self.runs)
        done, began = 0.0, time.monotonic()
        for number, (what, seconds, call, results) in enumerate(self.runs):
            pace = (time.monotonic() - began) / done if done > 10 else 1.0
            show_progress(f"{number} of {len(self.runs)}, {pace * left:4.0f} s left: {what}")
            if results.count("hung") < 2:
                results.append(outcome_of(call))
            left -= seconds
            done += seconds
        show_progress(f"measured in {time.monotonic() - began:.0f} s\n")


def show_progress(text):
    # Where nobody watches, a line for each run would be a flood.
    if sys.stderr.isatty() or text.endswith("\n"):
        print(f"\r{text[:110]:110}", end="", file=sys.stderr, flush=True)


def outcome_of(call):
    try:
        return call()
    except Hung:
        return "hung"
    except Failed as failure:
        return str(failure)


def so_many(count, what):
    plural = what + ("es" if what.endswith("s") else "s")
    return f"{count} {what if count == 1 else plural}"


def everything(field, quick):
    """The plan, and the results that it will fill: {kind: {case: {label: [one for each round]}}}."""
    plan = Plan()
    results = {}

    def add(kind, case, contestant, seconds, measurement, *arguments):
        of_all = results.setdefault(kind, {}).setdefault(case, {})
        plan.add(f"{kind}, {case}: {contestant['label']}", seconds,
                 lambda: measurement(field, contestant, *arguments), of_all.setdefault(contestant["label"], []))

    rounds, duration = (1, 0.05) if quick else (3, 0.2)
    for _ in range(rounds):
        for form in FORMS:
            for hold in [0] if quick else [0, 1_000, 10_000]:
                for each in field.present:
                    if form[1] > 1 and not each["excludes_threads"]:
                        continue
                    case = f"{so_many(form[0], 'process')} x {so_many(form[1], 'thread')}, {hold // 1000} us"
                    add("contention", case, each, duration + 0.04 + 0.01 * form[0],
                        measurements.contention, form, hold, duration)

    turns, limit = (50, 0.3) if quick else (1000, 5.0)
    for threads, hold in HOGS[-1:] if quick else HOGS:
        for each in field.present:
            if threads == 1 or each["excludes_threads"]:
                add("polite waiter", f"{so_many(threads, 'thread')}, {hold // 1000} us", each, 0.6 * limit,
                    measurements.polite_waiter, threads, hold, turns, limit)

    turns = 4 if quick else 100
    for case, command in (("lock", "lock"), ("timed", "timed 10000000000")):
        for each in field.present:
            add("hand-off", case, each, 0.03 + 0.025 * turns, measurements.hand_off, command, turns)

    for _ in range(1 if quick else 3):
        for count in [1, 16] if quick else [1, 4, 16, 64]:
            for each in field.present:
                add("waiting processes", count, each, 0.08 + 0.006 * count, measurements.waiting_processes, count)
                if each["excludes_threads"]:
                    add("waiting threads", count, each, 0.1, measurements.waiting_threads, count)

    for count in [1, 1000] if quick else [1, 100, 10_000, 100_000]:
        for each in field.present:
            add("open locks", count, each, 0.03 + 0.00007 * count, measurements.opening, count)

    for each in field.present:
        add("killed holder", "", each, 0.4, measurements.killed_holder)
        # Those of our own program are measured by it.
        if each["program"] != field.present[0]["program"]:
            for _ in range(3 if quick else 11):
                add("lock and unlock", "", each, 0.1, measurements.uncontended, "pairs", 1000)
                add("try_lock", "held by another process", each, 0.1, measurements.uncontended, "tries", 1000)
    return plan, results


def uncontended(programs, report, quick, results):
    """Adds the processor times that Google Benchmark finds, in ns, as if they were further runs."""
    out = os.path.join(report, "uncontended.json")
    repetitions, shortest = (3, 0.003) if quick else (11, 0.02)
    show_progress("what nobody contends for")
    subprocess.run([os.path.join(programs, "bench_uncontended"), "--benchmark_enable_random_interleaving=true",
                    f"--benchmark_repetitions={repetitions}", f"--benchmark_min_time={shortest}",
                    "--benchmark_out_format=json", f"--benchmark_out={out}"],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open(out) as measured:
        for run in json.load(measured)["benchmarks"]:
            if run["run_type"] == "iteration" and not run.get("error_occurred"):
                what, label = run["run_name"].split("/", 1)
                kind, _, case = what.partition(", ")
                results.setdefault(kind, {}).setdefault(case, {}).setdefault(label, []).append(run["cpu_time"])


def machine(programs):
    with open("/proc/cpuinfo") as info:
        names = [line.split(":")[1].strip() for line in info if line.startswith("model name")]
    with open(os.path.join(programs, "versions.txt")) as versions:
        return {"date": time.strftime("%Y-%m-%d"), "system": platform.platform(), "processors": os.cpu_count(),
                "processor": names[0] if names else platform.machine(),
                "versions": [line for line in versions.read().split("\n") if line]}


class Watch:
    """How busy the processors were with what is not ours."""

    def __init__(self):
        self.start = self.ours_and_all()

    @staticmethod
    def ours_and_all():
        own = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        with open("/proc/stat") as stat:
            ticks = [int(field) for field in stat.readline().split()[1:9]]
        busy = sum(ticks) - ticks[3] - ticks[4]  # less idle and iowait
        return (sum(used.ru_utime + used.ru_stime for used in own), busy / os.sysconf("SC_CLK_TCK"), time.monotonic())

    def others(self):
        """The share of all processors that other programs took."""
        ours, busy, passed = (now - then for now, then in zip(self.ours_and_all(), self.start))
        return max(0.0, busy - ours) / (passed * os.cpu_count())


def main():
    quick = "--quick" in sys.argv
    programs, report = [argument for argument in sys.argv[1:] if argument != "--quick"]
    shutil.rmtree(report, ignore_errors=True)
    os.makedirs(report)
    filelock = os.path.join(os.path.dirname(__file__), "..", "rivals", "filelock_party.py")
    python = next((each for each in PYTHONS if can_import(each, "filelock")), sys.executable)
    watch = Watch()
    with Field([[os.path.join(programs, "bench_party")], [python, filelock]], patience=1.0 if quick else 5.0) as field:
        plan, results = everything(field, quick)
        uncontended(programs, report, quick, results)
        plan.carry_out()
        result = {"machine": {**machine(programs), "used_by_others": watch.others()}, "ancestor": field.ancestor,
                  "contestants": field.contestants, "results": results}
    with open(os.path.join(report, "results.json"), "w") as out:
        json.dump(result, out, indent=1)
    text = table.text(result)
    with open(os.path.join(report, "table.txt"), "w") as out:
        out.write(text)
    print(text)
    pictures.draw(result, report)


def can_import(python, module):
    return shutil.which(python) and subprocess.run([python, "-c", f"import {module}"], stderr=subprocess.DEVNULL,
                                                   check=False).returncode == 0


if __name__ == "__main__":
    main()
