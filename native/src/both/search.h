/*
 * The search for a program by the JDK's rules. Both sides of the clone search: the child to execute
 * what it finds, the parent to know before what that will be. It touches only its arguments.
 *
 * There are two sets of rules. With an environment of its own the JDK searches by itself; with
 * the JVM's it calls libc's execvp, which differs in an unset PATH, in an empty part of it and in
 * ELOOP. A script sees the difference in $0.
 */
#ifndef PROCEX_SEARCH_H
#define PROCEX_SEARCH_H

struct search {
    const char *program;
    const char *path; /* or NULL where the JVM has none */
    int as_execvp;
    /* Tries one file: -errno, with some of which the search goes on; at least 0 where it is it. */
    long (*candidate)(void *context, const char *file);
    void *context;
};

/*
 * Returns what candidate returned for the program; or -errno, which is EACCES if any candidate was
 * refused so.
 */
long search_program(const struct search *search);

#endif
