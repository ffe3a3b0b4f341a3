/*
 * Which of the core's calls are spoilt by a seccomp filter: it may kill for one, also the JVM
 * itself (see probe.h), or answer by an errno that means something else. What a JVM makes anyway is
 * not asked for: memory, files, signals, clone or clone3. Without a filter nothing is tried, and a
 * kernel that lacks a call says ENOSYS.
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
    FILTERED_NEWFSTATAT,
    FILTERED_FACCESSAT,
    FILTERED_OPENAT2,
    FILTERED_FACCESSAT2,
    FILTERED_EXECVEAT,
    FILTERED_CALLS,
};

/* Thread-safe; the first question has all of them tried in children, where there is a filter. */
int filtered(enum filtered_call call);

/* A launch has met a filter that kills for the call: it came after the question. */
void filtered_note(enum filtered_call call);

/* True if there is any filter. */
int filtered_any(void);

/* True if a call must first be tried in a child with memory of its own: see probe.h. */
int filtered_must_ask(void);

#endif
