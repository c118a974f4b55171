# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

"""The results as text. Each figure is the median of the rounds; its spread stands in brackets."""

import statistics

IDLE_ENOUGH = 0.05  # of the processors may be others'


def text(result):
    machine, results = result["machine"], result["results"]
    lines = [f"{machine['date']}, {machine['system']}, {machine['processors']} x {machine['processor']}",
             ", ".join(machine["versions"]), idleness(machine),
             "Each figure is the median of the runs; [least, most] of them."]
    order = [each["label"] for each in result["contestants"]]
    lines += lock_and_unlock(results, order)
    for case, of_all in results["try_lock"].items():
        lines += section(f"try_lock, {case}: ns of processor time",
                         [(label, times(runs), [ratio(of_all, label, result["ancestor"])])
                          for label, runs in sorted(of_all.items(), key=lambda row: order.index(row[0]))],
                         ["", "x ipc-lock's"])
    for case, of_all in results["contention"].items():
        lines += section(f"Contention, {case}: acquisitions a second",
                         [(label, *contention(of_all, label, result["ancestor"])) for label in of_all],
                         ["", "x ipc-lock's", "fairness", *WAITS])
    for case, of_all in results["polite waiter"].items():
        lines += section(f"One process of {case} each, leaves no gap; another process asks 1 ms after it had its last turn",
                         [(label, *polite(of_all, label, result["ancestor"])) for label in of_all],
                         ["its turns", *WAITS, "theirs, a second", "x ipc-lock's"])
    for case, title in (("lock", "lock"), ("timed", "a timed wait")):
        lines += section(f"From unlock in one process to the return of {title} in another: us",
                         [(label, *hand_off(runs[0])) for label, runs in results["hand-off"][case].items()],
                         ["median", "p99", "most", "of a processor"])
    for kind in ("waiting processes", "waiting threads"):
        lines += columns_of_cases(f"So many {kind}: us from the release until all had it, for each of them",
                                  results[kind], lambda nanoseconds: f"{nanoseconds / 1e3:.1f}")
    lines += columns_of_cases("So many locks are open: us to open and close one more", results["open locks"], one_more)
    lines += section("After its holder was killed by SIGKILL, the lock",
                     [(label, runs[0], []) for label, runs in results["killed holder"][""].items()], [""])
    missing = [each["label"] for each in result["contestants"] if not each["installed"]]
    if missing:
        lines += ["", "Not installed: " + ", ".join(missing)]
    return "\n".join(lines) + "\n"


WAITS = ["p50 us", "p99", "p99.9", "most"]


def idleness(machine):
    share = f"Other programs took {100 * machine['used_by_others']:.1f} % of the processors meanwhile."
    if machine["processors"] < 2 or machine["used_by_others"] > IDLE_ENOUGH:
        return share + " THE FIGURES ARE NOT THOSE OF TWO IDLE PROCESSORS."
    return share


def section(title, rows, heads):
    """`rows`: of a label, and a text that replaces the cells or begins them, and the cells."""
    cells = [["", *heads]] + [[label, first, *rest] for label, first, rest in rows]
    # A failure is a sentence, for which no column is made wide.
    widths = [max((len(row[i]) for row in cells if len(row) == len(cells[0])), default=0) for i in range(len(cells[0]))]
    widths[0] = max(len(row[0]) for row in cells)
    return ["", title] + [("  " + row[0].ljust(widths[0]) + "".join(
        "  " + cell.rjust(width) for cell, width in zip(row[1:], widths[1:]))).rstrip() for row in cells]


def columns_of_cases(title, results, form):
    labels = list(dict.fromkeys(label for of_all in results.values() for label in of_all))
    rows = []
    for label in labels:
        cells = [cell_of(of_all.get(label, []), form) for of_all in results.values()]
        rows.append((label, cells[0], cells[1:]))
    return section(title, rows, [str(case) for case in results])


def cell_of(runs, form):
    """The median of what went well; otherwise what went wrong."""
    good = good_ones(runs)
    if not good:
        return str(runs[0]) if runs else "-"
    hung = f" ({runs.count('hung')} hung)" if "hung" in runs else ""
    return (form(good[0]) if isinstance(good[0], dict) else form(statistics.median(good))) + hung


def one_more(run):
    if run["stopped_by"]:
        return f"only {run['opened']}: {run['stopped_by'].split(':')[-1].strip()}"
    return f"{run['one_more'] / 1e3:.1f}"


def good_ones(runs):
    return [run for run in runs if not isinstance(run, str)]


def median_of(runs, key):
    return statistics.median(run[key] for run in runs)


def times(runs):
    good = good_ones(runs)
    return spread(good, ".1f") if good else runs[0]


def spread(figures, form, remark=""):
    bounds = f"{min(figures):{form}}, {max(figures):{form}}"
    return f"{statistics.median(figures):{form}}" + (f" [{bounds}{remark}]" if len(figures) > 1 else remark)


def ratio(of_all, label, to, key=None):
    """How many times the contestant `to`'s."""
    mine, theirs = good_ones(of_all[label]), good_ones(of_all.get(to, []))
    if not mine or not theirs:
        return "-"
    figure = (lambda runs: median_of(runs, key)) if key else statistics.median
    return f"{figure(mine) / figure(theirs):.2f}"


def lock_and_unlock(results, order):
    of_all, bare_calls = results["lock and unlock"][""], results["bare calls"][""]
    rows = []
    for label, runs in sorted(of_all.items(), key=lambda row: order.index(row[0])):
        bare = bare_calls.get(label)
        extra = statistics.median(runs) - statistics.median(bare) if bare else 0.0
        rows.append((label, times(runs), [times(bare), f"{extra:+.1f}", ratio({**of_all, "bare": bare}, label, "bare")]
                     if bare else ["", "", ""]))
    return section("Lock and unlock, nobody else wants it: ns of processor time", rows,
                   ["", "its bare system calls", "more", "times"])


def contention(of_all, label, ancestor):
    runs = of_all[label]
    good = good_ones(runs)
    if not good:
        return runs[0], []
    rates = [run["per_second"] for run in good]
    hung = f", {runs.count('hung')} hung" if "hung" in runs else ""
    return (spread(rates, ",.0f", hung),
            [ratio(of_all, label, ancestor, "per_second"), f"{median_of(good, 'fairness'):.2f}", *waits(good)])


def waits(good):
    """Their medians in us, and the longest of all."""
    quantiles = [statistics.median(run["waits"][share] for run in good) for share in ("0.5", "0.99", "0.999")]
    return [f"{wait / 1e3:.1f}" for wait in [*quantiles, max(run["longest"] for run in good)]]


def polite(of_all, label, ancestor):
    good = good_ones(of_all[label])
    if not good:
        return of_all[label][0], []
    return (str(good[0]["turns"]),
            [*waits(good), f"{good[0]['hogged_per_second']:,.0f}", ratio(of_all, label, ancestor, "hogged_per_second")])


def hand_off(run):
    if isinstance(run, str):
        return run, []
    sorted_ones = sorted(run["latencies"])
    p99 = sorted_ones[min(len(sorted_ones) - 1, int(0.99 * len(sorted_ones)))]
    return (f"{statistics.median(sorted_ones) / 1e3:.1f}",
            [f"{p99 / 1e3:.1f}", f"{sorted_ones[-1] / 1e3:.1f}", f"{100 * statistics.median(run['processor']):.2f} %"])
