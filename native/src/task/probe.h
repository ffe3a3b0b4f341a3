/*
 * Finds out if a seccomp filter kills for a system call, before the call is made where that would
 * hurt. systemd's SystemCallFilter= kills unless SystemCallErrorNumber= is set, also for calls that
 * are newer than its lists.
 */
#ifndef PROCEX_PROBE_H
#define PROCEX_PROBE_H

/* True if a filter is in force on this thread, or if that cannot be known. */
int probe_has_filter(void);

/*
 * True if the death of a child that shares our memory may be ours too: before Linux 5.16 a task
 * that dumps core takes all others with its memory along (coredump.c, zap_threads).
 */
int probe_death_spreads(void);

/*
 * True if a child with a memory of its own survives that function, which ends by exit_group(0).
 * stack_top: where it runs.
 */
int probe_survives(void (*child)(void *), void *argument, void *stack_top);

/* Such a child calls this first: if it is killed, our memory must not get into a core file. */
void probe_dump_nothing(void);

#endif
