#!/usr/bin/env python3
# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

"""Measures all contestants against each other: driver.py <folder of the programs> <folder of the report> [--quick]

The runs are interleaved (A B C A B C ...), so that a machine that gets slower hits all alike. A lost increment makes
the run fail; who does not answer in time is killed and reported as hung.
"""

import json
import os
import platform
import select
import statistics
import subprocess
import sys
import tempfile
import time

FORMS = [(1, 2), (2, 1), (4, 1), (8, 1), (1, 8), (2, 4)]  # processes, threads of each
HOLDS = [0, 1_000, 10_000]  # ns
PATIENCE = 5.0  # s, beyond what was to be expected


class Hung(Exception):
    pass


class Party:
    """A process that speaks the protocol of party.cpp."""

    def __init__(self, programs, label, name, shared):
        self.process = subprocess.Popen([os.path.join(programs, "bench_party"), label, name, shared],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self.answer(PATIENCE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()

    def say(self, command):
        self.process.stdin.write((command + "\n").encode())

    def answer(self, patience):
        line = b""
        end = time.monotonic() + patience
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([self.process.stdout], [], [], max(0.0, end - time.monotonic()))
            part = os.read(self.process.stdout.fileno(), 1 << 20) if ready else b""
            if not part:
                raise Hung()
            line += part
        result = json.loads(line)
        if "error" in result:
            raise RuntimeError(result["error"])
        return result

    def ask(self, command, patience=PATIENCE):
        self.say(command)
        return self.answer(patience)

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


class Bench:
    def __init__(self, programs, quick):
        self.programs = programs
        self.quick = quick
        self.shared = tempfile.NamedTemporaryFile(prefix="bench-counter-")
        self.names = 0
        listed = json.loads(subprocess.check_output([os.path.join(programs, "bench_party"), "--list"]))
        self.contestants = listed
        self.present = [c["label"] for c in listed if c["installed"]]
        self.threads_excluded = {c["label"]: c["excludes_threads"] for c in listed}
        self.done, self.planned, self.began = 0, 1, time.monotonic()

    def progress(self, what):
        self.done += 1
        share = self.done / self.planned
        left = (time.monotonic() - self.began) * (1 - share) / share
        print(f"\r{100 * share:3.0f} %, {left:4.0f} s left: {what[:70]:70}", end="", file=sys.stderr, flush=True)

    def new_name(self):
        self.names += 1
        self.shared.seek(0)
        self.shared.write(bytes(8))
        self.shared.flush()
        return f"bench-{os.getpid()}-{self.names}"

    def counter(self):
        self.shared.seek(0)
        return int.from_bytes(self.shared.read(8), sys.byteorder)

    def parties(self, label, count):
        name = self.new_name()
        return [Party(self.programs, label, name, self.shared.name) for _ in range(count)]

    def contention(self, label, form, hold, duration):
        processes, threads = form
        if threads > 1 and not self.threads_excluded[label]:
            return "does not exclude threads"
        parties = self.parties(label, processes)
        try:
            start = time.monotonic_ns() + 20_000_000
            for party in parties:
                party.say(f"contend {start} {int(duration * 1e9)} {threads} {hold} 0 0")
            answers = [party.answer(duration + (PATIENCE / 5 if self.quick else PATIENCE)) for party in parties]
            counted = self.counter()
            parties[0].ask("discard")
        except Hung:
            return "hung"
        finally:
            for party in parties:
                party.kill()
        shares = [share for answer in answers for share in answer["acquisitions"]]
        if sum(shares) != counted:
            sys.exit(f"\n{label} does not exclude: {sum(shares)} acquisitions, but {counted} increments")
        seconds = (max(answer["end"] for answer in answers) - start) / 1e9
        waits = sorted((wait, count) for answer in answers for wait, count in answer["waited"]["buckets"])
        return {"per_second": sum(shares) / seconds, "fairness": min(shares) / max(max(shares), 1),
                "waits": {q: quantile(waits, q) for q in (0.5, 0.99, 0.999)},
                "longest": max(answer["waited"]["max"] for answer in answers)}

    def handover(self, label, command, rounds):
        """From one process's call of unlock to the return of the other one, which waits."""
        parties = self.parties(label, 2)
        latencies, processor = [], []
        try:
            for _ in range(rounds):
                parties[0].ask("lock")
                parties[1].say(command)
                time.sleep(0.02)
                released = parties[0].ask("unlock")
                got = parties[1].answer(PATIENCE)
                latencies.append(got["after"] - released["before"])
                processor.append(got["processor"] / (got["after"] - got["before"]))
                parties[1].ask("unlock")
            parties[0].ask("discard")
        except Hung:
            return "hung"
        except RuntimeError as error:
            return str(error)
        finally:
            for party in parties:
                party.kill()
        return {"median": statistics.median(latencies), "longest": max(latencies),
                "processor": statistics.median(processor)}

    def opening(self, label, count):
        [party] = self.parties(label, 1)
        try:
            answer = party.ask(f"open {count}", 60.0)
            party.ask("discard")
            return answer
        except (Hung, RuntimeError) as error:
            return str(error) or "hung"
        finally:
            party.kill()

    def killed_holder(self, label):
        parties = self.parties(label, 2)
        try:
            parties[0].ask("lock")
            parties[0].kill()
            parties[1].ask("lock", 2.0)
            return "released"
        except Hung:
            return "stays locked"
        finally:
            try:
                parties[1].ask("discard")
            except (Hung, OSError, RuntimeError):
                pass
            parties[1].kill()


def quantile(counts, q):
    total = sum(count for _, count in counts)
    seen = 0
    for wait, count in counts:
        seen += count
        if seen >= q * total:
            return wait
    return 0


def median_of(runs, key):
    values = [run[key] for run in runs if isinstance(run, dict)]
    return (statistics.median(values), min(values), max(values)) if values else None


def processor_times():
    with open("/proc/stat") as stat:
        return [int(field) for field in stat.readline().split()[1:9]]


def uncontended(bench, report):
    out = os.path.join(report, "uncontended.json")
    repetitions, shortest = (3, 0.005) if bench.quick else (11, 0.02)
    subprocess.run([os.path.join(bench.programs, "bench_uncontended"), "--benchmark_enable_random_interleaving=true",
                    f"--benchmark_repetitions={repetitions}", f"--benchmark_min_time={shortest}",
                    "--benchmark_out_format=json", f"--benchmark_out={out}"],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    times = {}
    with open(out) as results:
        for run in json.load(results)["benchmarks"]:
            if run["run_type"] == "iteration" and not run.get("error_occurred"):
                what, label = run["run_name"].split("/", 1)
                times.setdefault(what, {}).setdefault(label, []).append(run["cpu_time"])
    return times


def measure(programs, report, quick):
    bench = Bench(programs, quick)
    rounds = 1 if quick else 5
    duration = 0.05 if quick else 0.2
    holds = HOLDS[:1] if quick else HOLDS
    cells = [(form, hold) for form in FORMS for hold in holds]
    open_locks = [1, 1000] if quick else [1, 100, 10_000]
    bench.planned = len(bench.present) * (rounds * len(cells) + len(open_locks) + 3)
    before = processor_times()
    results = {"machine": {"system": platform.platform(), "processors": os.cpu_count(), "load": os.getloadavg(),
                           "date": time.strftime("%Y-%m-%d"), "processor": processor_name(),
                           "versions": open(os.path.join(programs, "versions.txt")).read().split("\n")},
               "contestants": bench.contestants}
    print("uncontended ...", file=sys.stderr)
    results["uncontended"] = uncontended(bench, report)
    bench.began = time.monotonic()
    results["contention"] = {}
    for _ in range(rounds):
        for form, hold in cells:
            for label in bench.present:
                bench.progress(f"{form[0]} processes x {form[1]} threads, {hold} ns: {label}")
                cell = results["contention"].setdefault(f"{form[0]}x{form[1]},{hold}", {})
                cell.setdefault(label, []).append(bench.contention(label, form, hold, duration))
    waits = {"lock": "lock", "timed": "timed 10000000000"}
    for what, command in waits.items():
        results[what] = {}
        for label in bench.present:
            bench.progress(f"hand-off, {what}: {label}")
            results[what][label] = bench.handover(label, command, 5 if quick else 50)
    results["opening"] = {}
    for count in open_locks:
        for label in bench.present:
            bench.progress(f"{count} open locks: {label}")
            results["opening"].setdefault(label, {})[count] = bench.opening(label, count)
    results["killed"] = {}
    for label in bench.present:
        bench.progress(f"killed holder: {label}")
        results["killed"][label] = bench.killed_holder(label)
    after = processor_times()
    results["machine"]["idle_share"] = (after[3] - before[3]) / max(sum(after) - sum(before), 1)
    print(file=sys.stderr)
    return results


def cost_of_one_more(run):
    if isinstance(run, str):
        return run
    return run["stopped_by"] or f"{run['one_more'] / 1e3:.1f}"


def processor_name():
    with open("/proc/cpuinfo") as info:
        return next((line.split(":")[1].strip() for line in info if line.startswith("model name")), "unknown")


def table(results):
    machine = results["machine"]
    lines = [f"{machine['date']}, {machine['system']}, {machine['processors']} x {machine['processor']}",
             ", ".join(version for version in machine["versions"] if version),
             f"load average before: {machine['load'][0]:.2f}", "",
             "Lock and unlock, nobody else wants it: ns of processor time, median [least, most]"]
    for label, times in results["uncontended"]["lock and unlock"].items():
        bare = results["uncontended"].get("bare calls", {}).get(label)
        ratio = f"   {statistics.median(times) / statistics.median(bare):.3f} x the bare calls" if bare else ""
        lines.append(f"  {label:36} {statistics.median(times):9.1f} [{min(times):.1f}, {max(times):.1f}]{ratio}")
    for cell, runs_of in results["contention"].items():
        form, hold = cell.split(",")
        lines += ["", f"{form} processes x threads, sections of {hold} ns: acquisitions a second, median [least, most];"
                      " fairness; wait p50, p99, p99.9, most in us"]
        for label, runs in runs_of.items():
            rate = median_of(runs, "per_second")
            if rate is None:
                lines.append(f"  {label:36} {runs[0]}")
                continue
            good = [run for run in runs if isinstance(run, dict)]
            waits = " ".join(f"{statistics.median(run['waits'][q] for run in good) / 1e3:.1f}"
                             for q in (0.5, 0.99, 0.999))
            hung = f"; {len(runs) - len(good)} of {len(runs)} hung" if len(good) != len(runs) else ""
            longest = max(run["longest"] for run in good) / 1e3
            lines.append(f"  {label:36} {rate[0]:12.0f} [{rate[1]:.0f}, {rate[2]:.0f}]; "
                         f"{median_of(runs, 'fairness')[0]:.2f}; {waits} {longest:.0f}{hung}")
    for what, title in (("lock", "lock"), ("timed", "a timed wait")):
        lines += ["", f"From unlock in one process to the return of {title} in another: us, median and most; "
                      "share of a processor while waiting"]
        for label, latency in results[what].items():
            text = latency if isinstance(latency, str) else \
                f"{latency['median'] / 1e3:10.1f} {latency['longest'] / 1e3:10.1f}   {100 * latency['processor']:.2f} %"
            lines.append(f"  {label:36} {text}")
    lines += ["", "With so many locks open, what one more costs to open and close: us"]
    for label, runs_of in results["opening"].items():
        cells = (f"{count}: {cost_of_one_more(run)}" for count, run in runs_of.items())
        lines.append(f"  {label:36} " + "   ".join(cells))
    lines += ["", "After its holder was killed by SIGKILL, the lock"]
    lines += [f"  {label:36} {fate}" for label, fate in results["killed"].items()]
    missing = [each["label"] for each in results["contestants"] if not each["installed"]]
    if missing:
        lines += ["", "Not installed: " + ", ".join(missing)]
    return "\n".join(lines) + "\n"


def picture(results, cell, path):
    """Draws bars with gnuplot, if it is installed."""
    rates = [(label, median_of(runs, "per_second")) for label, runs in results["contention"][cell].items()]
    rows = [f'"{label}" {rate[0]}' for label, rate in sorted((r for r in rates if r[1]), key=lambda r: r[1][0])]
    form, hold = cell.split(",")
    script = f"""set terminal svg size 900,500 font "sans,12" background "white"
set output "{path}"
set title "{form} processes x threads, sections of {hold} ns: acquisitions a second"
set style fill solid 0.8
set logscale x
set format x "10^{{%T}}"
set grid xtics
set yrange [-0.6:{len(rows) - 0.4}]
unset key
plot "-" using (0.5*$2):0:(0.5*$2):(0.35):ytic(1) with boxxyerror linecolor rgb "#3366aa"
""" + "\n".join(rows) + "\ne\n"
    subprocess.run(["gnuplot"], input=script.encode(), check=True)


def main():
    quick = "--quick" in sys.argv
    programs, report = [argument for argument in sys.argv[1:] if argument != "--quick"]
    os.makedirs(report, exist_ok=True)
    results = measure(programs, report, quick)
    with open(os.path.join(report, "results.json"), "w") as out:
        json.dump(results, out, indent=1)
    text = table(results)
    with open(os.path.join(report, "table.txt"), "w") as out:
        out.write(text)
    print(text)
    for cell in results["contention"]:
        picture(results, cell, os.path.join(report, "contention-" + cell.replace(",", "-") + "ns.svg"))


if __name__ == "__main__":
    main()
