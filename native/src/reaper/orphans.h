/*
 * Reaps orphans: processes whose parents have ended, and which the kernel has given to this one
 * because it is the first of its pid namespace or a child subreaper. Only those that this process
 * has not forked for certain, each by a pidfd: see orphans_certain.h. Called by the reaper's leader
 * alone.
 */
#ifndef PROCEX_ORPHANS_H
#define PROCEX_ORPHANS_H

/* A pass over all children takes one or more calls, so that the caller can do other things. */
struct orphans_pass {
    int passed; /* that many children stay, and need no look in the next call; 0 begins a pass */
    int reaped; /* counted up */
    int left;   /* likewise: zombies that may be awaited by others */
};

/* True if the kernel gives orphans to this process. Native code may change that at any time. */
int orphans_come_here(void);

/*
 * 1; 0 if no orphans come here; or why they cannot be reaped: -EINVAL before Linux 5.4; -ERANGE:
 * the hard limit RLIMIT_LOCKS is below the marks; those of orphans_proc.h.
 */
long orphans_ask(void);

/* As orphans_ask, and 2 if there is more to do at once. */
long orphans_reap(struct orphans_pass *pass);

#endif
