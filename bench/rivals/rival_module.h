/* Copyright 2026 The Boost.NamedLock authors.
   SPDX-License-Identifier: BSL-1.0 */

/* What a rival exports that is a module of its own: libbench_<name>.so beside the programs. So a library need be there
   only where its rival is built, costs the others nothing at start, and may be written in any language. */

#ifndef BOOST_NAMED_LOCK_BENCH_RIVALS_RIVAL_MODULE_H
#define BOOST_NAMED_LOCK_BENCH_RIVALS_RIVAL_MODULE_H

#ifdef __cplusplus
extern "C" {
#endif

enum rival_result
{
    rival_failed = -1,
    rival_done = 0,
    rival_busy = 1
};

/* Returns: A null pointer on failure. */
void* rival_open(char const* name);
void rival_close(void* lock);

/* Each returns a rival_result. */
int rival_lock(void* lock);
int rival_try_lock(void* lock);
int rival_unlock(void* lock);

/* Optional. */
int rival_try_lock_for(void* lock, long long nanoseconds);
/* Optional: removes what would outlive the benchmark. */
void rival_discard(void* lock);

#ifdef __cplusplus
}
#endif

#endif
