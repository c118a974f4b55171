/* Copyright 2026 The Boost.NamedLock authors.
 * SPDX-License-Identifier: BSL-1.0
 *
 * The thread gate (include/boost/named_lock/detail/thread_gate.hpp) as a model for Spin: every interleaving of writers and
 * readers, with and without a deadline, before an operating system's lock that may refuse at any time.
 *
 * What must hold: one writer, or readers, inside; the operating system's lock is held exactly while somebody is inside or
 * it is kept for a writer that waits; nobody sleeps for ever; at the end nothing is left behind.
 *
 * One transition of the gate's word is one atomic step, because a compare-and-swap succeeds only on the value that the
 * decision was made on. The decision to sleep is made on an older value, which is why it is a step of its own.
 *
 * Each of these leaves out a step of the protocol, and the run must find an error:
 *   -DLOSE_TURN        a gate that opens forgets that the readers' turn was given
 *   -DNO_LAST_TRY      a writer that runs out of time does not try to take the kept lock
 *   -DNO_EMPTY_SECTION a notification is not ordered with the sleeper's last look by the mutex
 *   -DKEEP_WAKING      a writer that wakes up does not clear the mark that it was notified
 */

#ifndef WRITERS
#define WRITERS 2
#endif
#ifndef READERS
#define READERS 2
#endif
#ifndef ROUNDS
#define ROUNDS 2
#endif
#define THREADS (WRITERS + READERS)
#define LIMIT 1 /* handovers in a row */

/* The gate's word. */
bool held, kept, waking, turn;
byte readers, writers_wait, readers_wait;

byte handovers;   /* m_handovers */
bool mutex;       /* the door of the sleep room (sleep_room.hpp) */
bool asleep[THREADS];

/* Ground truth. */
byte os;          /* 0 free, 1 exclusive, 2 shared */
byte writers_in, readers_in;

#define admits_writer       (!held && !turn && readers == 0)
#define admits_next_reader  (readers != 0 && !held && (writers_wait == 0 || turn))
#define admits_first_reader (!held && !kept && readers == 0 && (writers_wait == 0 || turn))

inline lock_mutex() { atomic { !mutex -> mutex = true } }
inline unlock_mutex() { mutex = false }

inline notify_writer()
{
    atomic {
        if
        :: WRITERS > 0 && asleep[0] -> asleep[0] = false
        :: WRITERS > 1 && asleep[1] -> asleep[1] = false
        :: WRITERS > 2 && asleep[WRITERS - 1] -> asleep[WRITERS - 1] = false
        :: !asleep[0] && (WRITERS < 2 || !asleep[1]) && !asleep[WRITERS - 1] -> skip
        fi
    }
}

inline notify_readers()
{
    d_step {
        i = WRITERS;
        do
        :: i < THREADS -> asleep[i] = false; i++
        :: else -> break
        od;
        i = 0
    }
}

inline wake_writer()
{
#ifndef NO_EMPTY_SECTION
    lock_mutex();
    unlock_mutex();
#endif
    notify_writer()
}

inline wake_readers()
{
#ifndef NO_EMPTY_SECTION
    lock_mutex();
    unlock_mutex();
#endif
    notify_readers()
}

#ifdef LOSE_TURN
#define turn_given false
#else
#define turn_given turn
#endif

/* open(first::readers) and open(first::writers) */
inline open_gate(readers_first)
{
    atomic {
        held = false;
        to_readers = turn_given || (readers_wait != 0 && (readers_first || writers_wait == 0));
        to_writer = !to_readers && writers_wait != 0 && !waking;
        if
        :: to_readers -> turn = true
        :: else -> if :: to_writer -> waking = true :: else fi
        fi
    };
    if
    :: to_readers -> wake_readers()
    :: to_writer -> wake_writer()
    :: else
    fi
}

inline admit_readers()
{
    atomic {
        held = false;
        readers++;
        to_readers = readers_wait != 0;
        if :: to_readers -> turn = true :: else fi
    };
    if :: to_readers -> wake_readers() :: else fi
}

inline leave_readers_queue_word()
{
    readers_wait--;
    if :: readers_wait == 0 -> turn = false :: else fi
}

#ifdef NO_LAST_TRY
#define writer_comes_in (admits_writer && in_time)
#else
#define writer_comes_in admits_writer
#endif

/* A wait of the condition variable that has ended, by a notification or by the deadline. */
inline sleep_until_woken(id)
{
    atomic { asleep[id] = true; mutex = false };
    if
    :: atomic { !asleep[id] -> skip }
    :: atomic { timed -> asleep[id] = false; in_time = false }
    fi;
    lock_mutex()
}

proctype writer(byte id)
{
    byte round, i;
    bool timed, in_time, with_lock, inside, to_readers, to_writer, done;

    do
    :: round == ROUNDS -> break
    :: else ->
        round++;
        if :: timed = true :: timed = false fi;
        inside = false; in_time = true; with_lock = false; done = false;
        if
        :: atomic { admits_writer -> with_lock = kept; held = true; kept = false; inside = true }
        :: else ->
            lock_mutex();
            writers_wait++;
            do
            :: done -> break
            :: atomic { !done && writer_comes_in ->
                    with_lock = kept; held = true; kept = false; waking = false; writers_wait--;
                    inside = true; done = true }
            :: atomic { !done && !in_time && !writer_comes_in ->
                    writers_wait--; waking = false; done = true;
                    to_readers = readers_wait != 0 && writers_wait == 0 };
                if :: to_readers -> notify_readers() :: else fi
            :: atomic { !done && in_time && !admits_writer -> skip };
                /* Here the word may change before the writer sleeps. */
                sleep_until_woken(id);
#ifndef KEEP_WAKING
                waking = false
#endif
            od;
            unlock_mutex()
        fi;
        if
        :: inside && !with_lock ->
            if
            :: atomic { os == 0 -> os = 1; with_lock = true }
            :: open_gate(true); inside = false /* refused, or failed */
            fi
        :: else
        fi;
        if
        :: inside ->
            atomic { writers_in++; assert(writers_in == 1 && readers_in == 0 && os == 1) };
            atomic { writers_in--; assert(held && !kept) };
            /* release */
            done = false;
            if
            :: writers_wait != 0 && handovers < LIMIT ->
                handovers++;
                if
                :: atomic { writers_wait != 0 -> held = false; kept = true; to_writer = !waking; waking = true; done = true };
                    if :: to_writer -> wake_writer() :: else fi
                :: atomic { writers_wait == 0 -> skip }
                fi
            :: else
            fi;
            if
            :: !done ->
                atomic { assert(os == 1); os = 0; handovers = 0 };
                open_gate(true)
            :: else
            fi
        :: else
        fi
    od
}

proctype reader(byte id)
{
    byte round, i;
    bool timed, in_time, with_lock, inside, to_readers, to_writer, done, last;

    do
    :: round == ROUNDS -> break
    :: else ->
        round++;
        if :: timed = true :: timed = false fi;
        inside = false; in_time = true; with_lock = false; done = false;
        if
        :: atomic { admits_next_reader -> readers++; with_lock = true; inside = true }
        :: atomic { admits_first_reader -> held = true; inside = true }
        :: else ->
            lock_mutex();
            readers_wait++;
            do
            :: done -> break
            :: atomic { !done && admits_next_reader ->
                    readers++; leave_readers_queue_word(); with_lock = true; inside = true; done = true }
            :: atomic { !done && admits_first_reader ->
                    held = true; leave_readers_queue_word(); inside = true; done = true }
            :: atomic { !done && !in_time && !admits_next_reader && !admits_first_reader ->
                    leave_readers_queue_word(); done = true;
                    to_writer = admits_writer && writers_wait != 0 && !waking;
                    if :: to_writer -> waking = true :: else fi };
                if :: to_writer -> notify_writer() :: else fi
            :: atomic { !done && in_time && !admits_next_reader && !admits_first_reader -> skip };
                sleep_until_woken(id)
            od;
            unlock_mutex()
        fi;
        if
        :: inside && !with_lock ->
            if
            :: atomic { os == 0 -> os = 2 }; admit_readers()
            :: open_gate(true); inside = false
            fi
        :: else
        fi;
        if
        :: inside ->
            atomic { readers_in++; assert(writers_in == 0 && os == 2) };
            readers_in--;
            atomic {
                last = readers == 1;
                readers--;
                if :: last -> held = true :: else fi
            };
            if
            :: last -> atomic { assert(os == 2); os = 0 }; open_gate(false)
            :: else
            fi
        :: else
        fi
    od
}

init
{
    byte id;
    atomic {
        do
        :: id < WRITERS -> run writer(id); id++
        :: id >= WRITERS && id < THREADS -> run reader(id); id++
        :: else -> break
        od
    };
    /* Everybody has gone home. */
    _nr_pr == 1;
    assert(os == 0 && !held && !kept && !waking && !turn && !mutex);
    assert(readers == 0 && writers_wait == 0 && readers_wait == 0)
}
