/*
 * Confines the JVM itself, and with it whatever it starts: which files its threads and their
 * children may execute. The kernel holds it for native code too, and nothing can undo it.
 */
#ifndef PROCEX_LOCKDOWN_H
#define PROCEX_LOCKDOWN_H

#include <stddef.h>
#include <stdint.h>

/* What has failed. */
enum lockdown_step {
    LOCKDOWN_STEP_NONE,
    LOCKDOWN_STEP_PROBE,   /* a child that tried it was killed: a filter forbids a call */
    LOCKDOWN_STEP_ABI,     /* no Landlock here, or too old a version of it */
    LOCKDOWN_STEP_PATH,    /* a file cannot be allowed */
    LOCKDOWN_STEP_FILTER,  /* seccomp */
    LOCKDOWN_STEP_DOMAIN,  /* Landlock, on the calling thread */
    LOCKDOWN_STEP_THREADS, /* Landlock, on another thread: some have it, and keep it */
    LOCKDOWN_STEP_SIGNAL,  /* the signal that would tell other threads: no thread has it */
};

struct lockdown_report {
    enum lockdown_step step;
    int error;
    int absent;  /* how many of the files are not there (any more) */
    int threads; /* how many other threads a signal has made confine themselves */
    int abi;     /* of Landlock; 0 if only a filter was asked for */
};

/*
 * Allows to execute these files alone, each with a NUL after it, and what is below these
 * directories; no file at all if there is none. Before the application has threads.
 */
void lockdown_exec(const char *paths, size_t size, struct lockdown_report *report);

#endif
