# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

"""The results as SVG, drawn by gnuplot: a line for each contestant, a mark on it for each case."""

import os
import statistics
import subprocess

from table import good_ones

# Distinguishable without colour vision by their form, too.
MARKS = [(7, "#0072b2"), (5, "#d55e00"), (9, "#009e73"), (13, "#cc79a7"), (11, "#000000"), (4, "#888888")]


def draw(result, report):
    results = result["results"]

    def marks(name, title, unit, cases):
        draw_marks(os.path.join(report, name + ".svg"), title, unit, cases,
                   [each["label"] for each in result["contestants"]])

    def medians(of_all, figure):
        return {label: statistics.median(map(figure, good_ones(runs))) for label, runs in of_all.items()
                if good_ones(runs)}

    uncontended = {"lock and unlock": results["lock and unlock"][""],
                   **{f"try_lock, {case}": of_all for case, of_all in results["try_lock"].items()}}
    marks("uncontended", "Nobody waits: processor time of a call", "ns",
          {case: medians(of_all, float) for case, of_all in uncontended.items()})
    for kind, threads_of in (("threads", ["1 process x 2", "1 process x 8"]),
                             ("processes", ["2 processes x 1", "4 processes x 1", "8 processes x 1"])):
        of_kind = {case: of_all for case, of_all in results["contention"].items()
                   if case.endswith(", 0 us") and any(case.startswith(form) for form in threads_of)}
        marks(f"contention-{kind}", f"Contending {kind}, empty sections: acquisitions a second", "",
              {case.removesuffix(", 0 us"): medians(of_all, lambda run: run["per_second"])
               for case, of_all in of_kind.items()})
    case = next(reversed(results["polite waiter"]))
    of_all = results["polite waiter"][case]
    marks("polite-waiter", f"Another process's wait, while one of {case} each, leaves no gap", "us",
          {**{f"p{100 * float(share):g}": medians(of_all, lambda run, share=share: run["waits"][share] / 1e3)
              for share in ("0.5", "0.99")}, "longest": medians(of_all, lambda run: run["longest"] / 1e3)})
    marks("hand-off", "From unlock in one process to the return in another: median", "us",
          {case: medians(of_all, lambda run: statistics.median(run["latencies"]) / 1e3)
           for case, of_all in results["hand-off"].items()})
    for kind in ("waiting processes", "waiting threads"):
        marks(kind.replace(" ", "-"), f"So many {kind}: time from the release until all had it, for each", "us",
              {str(case): medians(of_all, lambda nanoseconds: nanoseconds / 1e3)
               for case, of_all in results[kind].items()})
    marks("open-locks", "So many locks are open: time to open and close one more", "us",
          {str(case): {label: runs[0]["one_more"] / 1e3 for label, runs in of_all.items()
                       if good_ones(runs) and not runs[0]["stopped_by"]}
           for case, of_all in results["open locks"].items()})


def draw_marks(path, title, unit, cases, labels):
    """`cases`: {name: {label: figure}}; of the labels, those that have a figure."""
    shown = [label for label in labels if any(label in of_all for of_all in cases.values())]
    rows = {label: len(shown) - 1 - number for number, label in enumerate(shown)}
    tics = ", ".join(f'"{label}" {row}' for label, row in rows.items())
    data, plots = "", []
    for number, (name, of_all) in enumerate(cases.items()):
        form, colour = MARKS[number % len(MARKS)]
        data += f"$case{number} << END\n" + "".join(f"{of_all[label]} {row}\n" for label, row in rows.items()
                                                     if of_all.get(label, 0) > 0) + "END\n"
        plots.append(f'$case{number} using 1:2 with points pointtype {form} pointsize 1 '
                     f'linecolor rgb "{colour}" title "{name}"')
    script = f"""{data}set terminal svg size 900,{120 + 24 * len(shown)} font "sans-serif,12" background "white"
set output "{path}"
set title "{title}{f' ({unit})' if unit else ''}"
set logscale x
set format x "10^{{%T}}"
set grid xtics ytics linecolor rgb "#dddddd"
set ytics noenhanced ({tics})
set yrange [-0.7:{len(shown) - 0.3}]
set key outside below horizontal
plot {", ".join(plots)}
"""
    subprocess.run(["gnuplot"], input=script.encode(), check=True)
