/* Copyright 2026 The Boost.NamedLock authors.
 * SPDX-License-Identifier: BSL-1.0
 *
 * The set-up and the removal of a robust mutex's segment (include/boost/named_lock/backends/robust_mutex.hpp) as a model
 * for Spin: processes attach to the segment of one name, lock its mutex, remove the name, detach and are killed at any
 * step, without end, while an outsider deletes the name of a segment that nobody has locked by flock.
 *
 * What must hold: one process at a time is inside, whatever segment it came by; nobody uses a mutex that is not
 * initialised, or initialises one that somebody uses; nobody deletes the name of another segment; nobody waits for ever. A
 * death inside is reported to the next one who comes in, unless the name was removed before; nothing else is reported.
 *
 * A process is inside from the store of the holder's word to its clearing, a remover until its mark. The words are
 * stored in the order of the program, so that a death leaves those that came first. It ends the ownership of the mutex
 * before it closes the descriptors, as Linux does. That the words may be somebody else's is not modelled.
 *
 *   -DREMOVERS=n       only n of the processes remove
 *
 * Each of these leaves out a step of the protocol, and the run must find an error:
 *   -DNO_READY_CHECK   who has waited for LOCK_SH does not look whether the segment is ready
 *   -DNO_NAME_CHECK    nor whether it still has the name
 *   -DREADY_FIRST      the segment is ready before its mutex is initialised
 *   -DDROP_SHARED      LOCK_SH is not kept while the segment is mapped
 *   -DFORGET_HOLDER    a segment is initialised anew without a look at the holder's word
 *   -DIGNORE_REMOVED   who locks the mutex does not look whether the name was removed
 *   -DNO_REMOVED       a remover deletes the name and leaves no mark
 *   -DREMOVED_LAST     a remover deletes the name before it leaves the mark
 *   -DREPORT_FIRST     the report is deleted before the holder's word is stored
 */

#ifndef PROCESSES
#define PROCESSES 3
#endif
#ifndef REMOVERS
#define REMOVERS PROCESSES
#endif
#define INODES (PROCESSES + 1) /* everybody's, and the one that has the name */

/* What pthread_mutex_init makes of zeros is not known before it has returned. */
#define UNINITIALISED 0
#define HALF          1
#define FREE          2
#define OWNED         3
#define OWNER_DIED    4

typedef segment {
    /* What the kernel knows. */
    byte opened;      /* descriptors */
    byte sharers;     /* those with LOCK_SH */
    bool exclusive;   /* one has LOCK_EX */
    /* What is in the memory. The three flags are one word. */
    bool ready, removed, pending;
    bool holder;      /* the holder's word is not 0 */
    byte mutex;
    /* Ground truth. */
    byte users        /* those who have found the segment good and may lock its mutex */
};

segment inode[INODES + 1]; /* counted from 1 on; 0 is none */
byte name;                 /* the inode that the name refers to */

/* Ground truth. */
byte insiders;
bool due;                  /* somebody died inside, and nobody has been told */

bool calm;                 /* nobody is killed any more, nor loses patience */

chan kill = [0] of { byte };

#define my inode[file]

inline forget_unused(number)
{
    if
    :: inode[number].opened == 0 && number != name ->
        inode[number].ready = false;
        inode[number].removed = false;
        inode[number].pending = false;
        inode[number].holder = false;
        inode[number].mutex = UNINITIALISED
    :: else
    fi
}

inline create()
{
    file = 1;
    do
    :: inode[file].opened == 0 -> break
    :: else -> file++
    od;
    name = file
}

inline unlock_shared()
{
    if
    :: has_shared -> my.sharers--; has_shared = false
    :: else
    fi
}

inline unlock_exclusive()
{
    if
    :: has_exclusive -> my.exclusive = false; has_exclusive = false
    :: else
    fi
}

inline close()
{
    unlock_shared();
    unlock_exclusive();
    if
    :: uses -> my.users--; uses = false
    :: else
    fi;
    my.opened--;
    forget_unused(file);
    file = 0
}

inline start_over() { d_step { close() }; goto closed }

inline unlink()
{
    assert(name == file);
    name = 0
}

inline go_out()
{
    insiders--;
    inside = false
}

inline initialise_word(word, value)
{
    d_step {
        assert(my.users == 0);
        word = value
    }
}

#ifdef FORGET_HOLDER
#define died_inside false
#else
#define died_inside my.holder
#endif

inline initialise()
{
    d_step {
        assert(my.users == 0);
        my.pending = my.pending || died_inside;
        my.ready = false
    };
#ifdef READY_FIRST
    initialise_word(my.ready, true);
#endif
    initialise_word(my.mutex, HALF);
    initialise_word(my.mutex, FREE);
    initialise_word(my.holder, false);
#ifndef READY_FIRST
    initialise_word(my.ready, true)
#endif
}

#ifdef NO_READY_CHECK
#define is_ready true
#else
#define is_ready my.ready
#endif

#ifdef NO_NAME_CHECK
#define has_name true
#else
#define has_name (file == name)
#endif

#ifdef IGNORE_REMOVED
#define was_removed false
#else
#define was_removed my.removed
#endif

inline unlock_mutex()
{
    d_step { my.mutex = FREE; has_mutex = false }
}

inline mark_removed()
{
    d_step {
        my.removed = true;
        if :: inside -> go_out(); due = false :: else fi
    }
}

inline unlink_removed()
{
    d_step {
        unlink();
        if :: inside -> go_out(); due = false :: else fi
    }
}

inline remove()
{
#ifdef REMOVED_LAST
    unlink_removed();
    mark_removed()
#else
#ifndef NO_REMOVED
    mark_removed();
#endif
    unlink_removed()
#endif
}

inline enter()
{
    d_step {
        my.holder = true;
        insiders++;
        inside = true;
        assert(insiders == 1);
        assert(abandoned == due);
        due = false;
        abandoned = false
    }
}

inline clear_report()
{
    if
    :: d_step { my.pending -> my.pending = false }
    :: !my.pending
    fi
}

proctype process(byte id)
{
    byte file;
    bool has_exclusive, has_shared, uses, has_mutex, abandoned, inside;

    {
closed:
        do
        :: break
        :: /* Open the segment, or create it. */
            if
            :: d_step { name != 0 -> file = name; my.opened++ }
            :: name == 0 ->
                if
                :: d_step { name == 0 -> create(); my.opened++ }
                :: name != 0 -> goto closed
                fi
            fi;
            if
            :: d_step { !my.exclusive && my.sharers == 0 -> my.exclusive = true; has_exclusive = true };
                if
                :: file != name -> start_over()
                :: file == name
                fi;
                if
                :: my.removed -> d_step { unlink() }; start_over()
                :: !my.removed
                fi;
                initialise();
                /* The conversion to LOCK_SH: somebody else may come in between. */
                d_step { unlock_exclusive() }
            :: my.exclusive || my.sharers != 0
            fi;
            if
            :: d_step { !my.exclusive -> my.sharers++; has_shared = true }
            :: !calm -> start_over()
            fi;
            if
            :: !has_name -> start_over()
            :: has_name
            fi;
            if
            :: !is_ready -> start_over()
            :: d_step { is_ready -> my.users++; uses = true }
            fi;
#ifdef DROP_SHARED
            d_step { unlock_shared() };
#endif
            do
            :: start_over() /* The process detaches, or ends. */
            :: /* Lock the mutex. */
                if
                :: d_step { my.mutex == FREE -> my.mutex = OWNED; has_mutex = true; abandoned = my.pending }
                :: d_step { my.mutex == OWNER_DIED -> my.mutex = OWNED; has_mutex = true; abandoned = my.pending || my.holder }
                :: d_step { my.mutex == UNINITIALISED || my.mutex == HALF -> assert(false) }
                fi;
                if
                :: d_step { was_removed -> abandoned = false };
                    if
                    :: file == name -> d_step { unlink() }
                    :: file != name
                    fi;
                    unlock_mutex();
                    start_over()
                :: !was_removed
                fi;
#ifdef REPORT_FIRST
                clear_report();
                enter();
#else
                enter();
                clear_report();
#endif
                if
                :: id < REMOVERS ->
                    if
                    :: file == name -> remove(); d_step { my.holder = false }; unlock_mutex()
                    :: file != name -> d_step { my.holder = false; go_out() }; unlock_mutex(); start_over()
                    fi
                :: d_step { my.holder = false; go_out() }; unlock_mutex()
                fi
            od
        od
    } unless {
        atomic {
            kill?eval(id) ->
            abandoned = false;
            if
            :: inside -> go_out(); due = true
            :: else
            fi;
            if
            :: has_mutex -> my.mutex = OWNER_DIED; has_mutex = false
            :: else
            fi
        };
        d_step {
            if
            :: file != 0 -> close()
            :: else
            fi
        };
        goto closed
    }
}

/* It comes to an end at any time, so that a search sees whether those who are left can go on by themselves. */
proctype environment()
{
    byte number;

    do
    :: break
    :: kill!0
    :: kill!1
    :: kill!2
#if PROCESSES > 3
    :: kill!3
#endif
    :: d_step {
            name != 0 && !inode[name].exclusive && inode[name].sharers == 0 ->
            number = name;
            name = 0;
            due = false;
            forget_unused(number);
            number = 0
        }
    od;
    calm = true
}

init
{
    byte id;
    atomic {
        do
        :: id < PROCESSES -> run process(id); id++
        :: else -> break
        od;
        run environment()
    };
    /* Everybody has gone home. */
    _nr_pr == 1;
    assert(insiders == 0)
}
