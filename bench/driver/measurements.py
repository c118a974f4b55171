# Copyright 2026 The Boost.NamedLock authors.
# SPDX-License-Identifier: BSL-1.0

"""What is measured. Each function is one run of one contestant; they raise Hung or Failed if it cannot be measured.

Times that parties report are nanoseconds on CLOCK_MONOTONIC, which Python's time.monotonic_ns reads, too.
"""

import sys
import time

from parties import Hung


def contention(field, contestant, form, hold, duration):
    """All threads of all processes take the lock again and again, with sections of `hold` ns, for `duration` s."""
    processes, threads = form
    with field.parties(contestant, processes) as parties:
        start = time.monotonic_ns() + 20_000_000
        for party in parties:
            party.say(f"contend {start} {int(duration * 1e9)} {threads} {hold} 0 0")
        answers = [party.answer(duration) for party in parties]
        demand_that_none_is_lost(field, contestant, answers)
    shares = shares_of(answers)
    return {"per_second": per_second(answers, start), "fairness": min(shares) / max(max(shares), 1),
            **distribution(answers)}


def polite_waiter(field, contestant, threads, hold, times, duration):
    """Threads of one process leave each other no gap; another process asks 1 ms after it had its last turn."""
    with field.parties(contestant, 2) as (hog, polite):
        start = time.monotonic_ns() + 50_000_000
        end = int(duration * 1e9)
        hog.say(f"contend {start} {end} {threads} {hold} 0 0")
        polite.say(f"contend {start} {end} 1 0 1000000 {times}")
        waited = polite.answer(duration)
        hog.say("stop")
        hogged = hog.answer()
        demand_that_none_is_lost(field, contestant, [waited, hogged])
    return {"turns": sum(waited["acquisitions"]), "hogged_per_second": per_second([hogged], start),
            **distribution([waited])}


def hand_off(field, contestant, command, rounds):
    """From one process's call of unlock to the return of `command`, which waits, in another."""
    latencies, processor = [], []
    with field.parties(contestant, 2) as (holder, waiter):
        for _ in range(rounds):
            holder.ask("lock")
            waiter.say(command)
            time.sleep(0.02)
            released = holder.ask("unlock")
            got = waiter.answer()
            latencies.append(got["after"] - released["before"])
            processor.append(got["processor"] / (got["after"] - got["before"]))
            waiter.ask("unlock")
    return {"latencies": latencies, "processor": processor}


def waiting_processes(field, contestant, count):
    """So many processes wait for the lock: ns from its release until all had it, for each of them."""
    with field.parties(contestant, 1 + count) as (holder, *waiters):
        holder.ask("lock")
        for waiter in waiters:
            waiter.say("cycle")
        time.sleep(0.05)
        released = holder.ask("unlock")
        return (max(waiter.answer()["after"] for waiter in waiters) - released["before"]) / count


def waiting_threads(field, contestant, count):
    """The same with so many threads of one process."""
    with field.parties(contestant, 2) as (holder, waiter):
        holder.ask("lock")
        start = time.monotonic_ns() + 20_000_000
        waiter.say(f"contend {start} {int(1e12)} {count} 0 0 1")
        time.sleep(0.07)
        released = holder.ask("unlock")
        return (waiter.answer()["end"] - released["before"]) / count


def opening(field, contestant, count):
    """So many locks are opened; what is open then, and what one more costs, says bench/opening.hpp."""
    with field.parties(contestant, 1) as [party]:
        return party.ask(f"open {count}", 60.0)


def killed_holder(field, contestant):
    """Whether the next one gets the lock after its holder was killed."""
    with field.parties(contestant, 2) as (holder, next_one):
        holder.ask("lock")
        holder.kill()
        try:
            next_one.ask("lock")
            return "released"
        except Hung:
            return "stays locked"


def uncontended(field, contestant, command, times):
    """Processor time of one of so many in ns, for a contestant that is not in bench/uncontended.cpp.

    `command` is "pairs", of lock and unlock, or "tries", of a try_lock while another process holds the lock.
    """
    with field.parties(contestant, 2) as (holder, party):
        if command == "tries":
            holder.ask("lock")
        return party.ask(f"{command} {times}")["processor"] / times


def shares_of(answers):
    """The acquisitions of each thread."""
    return [share for answer in answers for share in answer["acquisitions"]]


def demand_that_none_is_lost(field, contestant, answers):
    acquisitions, increments = sum(shares_of(answers)), field.counted()
    if increments != acquisitions:
        sys.exit(f"\n{contestant['label']} does not exclude: {acquisitions} acquisitions, but {increments} increments")


def per_second(answers, start):
    return sum(shares_of(answers)) / (max(answer["end"] for answer in answers) - start) * 1e9


def distribution(answers):
    """Of the waiting times, in ns."""
    buckets = sorted((waited, count) for answer in answers for waited, count in answer["waited"]["buckets"])
    return {"waits": {str(share): quantile(buckets, share) for share in (0.5, 0.99, 0.999)},
            "longest": max(answer["waited"]["max"] for answer in answers)}


def quantile(buckets, share):
    total = sum(count for _, count in buckets)
    seen = 0
    for waited, count in buckets:
        seen += count
        if seen >= share * total:
            return waited
    return 0
