/* Copyright 2026 The Boost.NamedLock authors.
 * SPDX-License-Identifier: BSL-1.0
 *
 * The deletion of lock files (backends/flock.hpp, backends/file_check.hpp, detail/posix/lock_file.hpp, and remove() of
 * detail/lock_state.hpp, in include/boost/named_lock/) as a model for Spin: processes that keep their descriptor lock,
 * remove, are killed at any step and start again, without end, while an outsider deletes the file.
 *
 * What must hold: one process at a time holds the lock, whatever file it has locked; nobody waits for ever, also not for
 * the dead.
 *
 * A process is the holder from the check that succeeded until it unlocks or has deleted the file. The outsider acts only
 * while there is no holder; against more no check could help.
 *
 *   -DPATH_CHECK         the check is path_check; otherwise it is link_check
 *   -DMOVES              the outsider also moves the file aside and back, and replaces it
 *   -DPER_FILE           two files may have a holder each, as link_check promises no more of files that are moved; but
 *                        nobody else's file is deleted
 *
 * Each of these leaves out a step of the protocol, and the run must find an error:
 *   -DNO_CHECK           no check at all
 *   -DCHECK_OPEN_ONLY    the check is made after the file was opened, not after every acquisition
 *   -DUNLINK_UNLOCKED    remove() deletes the file after it has released the lock
 *   -DUNLINK_UNVERIFIED  remove() does not verify that the path refers to the file that is locked (with -DPER_FILE: one
 *                        that was moved aside is the only one that the check after the acquisition lets through)
 * So must a link check with -DMOVES alone.
 */

#ifndef PROCESSES
#define PROCESSES 3
#endif
#define INODES (PROCESSES + 3) /* everybody's, the one that has the name, the one moved aside, a new one */

/* A file is known by its inode's number, from 1 on; 0 is none. */
byte name;                /* what the path refers to */
byte aside;               /* what was moved to another path */
byte opened[INODES + 1];  /* how many descriptors there are */
bool locked[INODES + 1];  /* whether one of them has LOCK_EX */

byte holders;             /* ground truth */

chan kill = [0] of { byte };

#define linked(inode)      ((inode) == name || (inode) == aside)
#define is_free(inode)     (!linked(inode) && opened[inode] == 0)

#ifdef PATH_CHECK
#define checked            (file == name)
#else
#define checked            linked(file)
#endif

#if defined(NO_CHECK) || defined(CHECK_OPEN_ONLY)
#define checked_acquired   true
#else
#define checked_acquired   checked
#endif

#ifdef CHECK_OPEN_ONLY
#define checked_opened     checked
#else
#define checked_opened     true
#endif

#ifdef UNLINK_UNVERIFIED
#define verified           true
#else
#define verified           (file == name)
#endif

/* Which of the free numbers a file gets makes no difference: nobody remembers a number without a descriptor. */
inline create(inode)
{
    inode = 1;
    do
    :: is_free(inode) -> break
    :: else -> inode++
    od;
    name = inode
}

inline close()
{
    if
    :: file != 0 -> opened[file]--; file = 0
    :: else
    fi
}

/* The holder is one no longer. */
inline let_go()
{
    if
    :: holds -> holders--; holds = false
    :: else
    fi
}

inline unlock()
{
    let_go();
    if
    :: has_lock -> locked[file] = false; has_lock = false
    :: else
    fi
}

proctype process(byte id)
{
    byte file;
    bool has_lock, holds;

    {
closed:
        do
        :: break
        :: /* open_lock_file() */
            if
            :: d_step { name != 0 -> file = name; opened[file]++ }
            :: name == 0 ->
                if
                :: d_step { name == 0 -> create(file); opened[file]++ }
                :: name != 0 -> goto closed
                fi
            fi;
            if
            :: checked_opened
            :: d_step { !checked_opened -> close() }; goto closed
            fi;
            do
            :: /* The handle is not used any more. */
                d_step { close() }; goto closed
            :: d_step { !locked[file] -> locked[file] = true; has_lock = true };
                if
                :: d_step { !checked_acquired -> unlock() };
                    /* What open() does first. */
                    d_step { close() }; goto closed
                :: d_step { checked_acquired -> holds = true; holders++ }
                fi;
#ifndef PER_FILE
                assert(holders == 1);
#endif
                if
                :: d_step { unlock() }
                :: /* remove() */
                    if
                    :: d_step { !verified -> unlock() };
                        d_step { close() }; goto closed
                    :: verified
                    fi;
#ifdef UNLINK_UNLOCKED
                    d_step { unlock() };
#endif
                    d_step {
#ifdef PER_FILE
                        assert(name == file);
#endif
                        name = 0;
                        let_go()
                    };
#ifndef UNLINK_UNLOCKED
                    d_step { unlock() }
#endif
                fi
            od
        od
    } unless {
        atomic { kill?eval(id) -> unlock(); close(); goto closed }
    }
}

/* It comes to an end at any time, so that a search sees whether those who are left can go on by themselves. */
proctype environment()
{
    byte inode;

    do
    :: break
    :: kill!0
    :: kill!1
    :: kill!2
#if PROCESSES > 3
    :: kill!3
#endif
    :: d_step { holders == 0 && name != 0 -> name = 0 }
#ifdef MOVES
    :: d_step { holders == 0 && name != 0 -> aside = name; name = 0 }
    :: d_step { holders == 0 && aside != 0 -> name = aside; aside = 0 }
    :: d_step { holders == 0 -> create(inode); inode = 0 }
    :: d_step { aside != 0 -> aside = 0 }
#endif
    od
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
    assert(holders == 0)
}
