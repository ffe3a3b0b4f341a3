/*
 * Which of the core's calls a seccomp filter spoils: it may kill for one, even the JVM itself (see
 * probe.h), or answer with an errno that means something else. Calls that a JVM makes anyway are
 * not tried: memory, files, signals to itself, clone or clone3. Without a filter nothing is tried,
 * and a kernel that lacks a call answers ENOSYS.
 */
#ifndef PROCEX_FILTERED_H
#define PROCEX_FILTERED_H

enum filtered_call {
    FILTERED_PIPE2,
    FILTERED_FCNTL,
    FILTERED_DUP3,
    FILTERED_FSTAT,
    FILTERED_RT_SIGPENDING,
    FILTERED_CLOCK_GETTIME,
    FILTERED_CLOSE_RANGE,
    FILTERED_SCHED_YIELD,
    FILTERED_WAITID,
    FILTERED_SOCKET,
    FILTERED_SENDTO,
    FILTERED_GETDENTS64,
    FILTERED_READLINKAT,
    FILTERED_KILL,
    FILTERED_NEWFSTATAT,
    FILTERED_FACCESSAT,
    FILTERED_OPENAT2,
    FILTERED_FACCESSAT2,
    FILTERED_EXECVEAT,
    FILTERED_EARLY, /* how many the first question tries */
    FILTERED_MKDIRAT = FILTERED_EARLY,
    FILTERED_UNLINKAT,
    FILTERED_PPOLL,
    FILTERED_CALLS,
};

/*
 * Thread-safe. The first question tries all that launches need in children, if there is a filter;
 * the first one about a call behind FILTERED_EARLY tries those, which few JVMs need.
 */
int filtered(enum filtered_call call);

/*
 * Notes that a launch has met a filter that kills for the call: it came after the first question.
 */
void filtered_note(enum filtered_call call);

/* True if there is any filter. */
int filtered_any(void);

/* True if a call must first be tried in a child with memory of its own: see probe.h. */
int filtered_needs_probe(void);

#endif
