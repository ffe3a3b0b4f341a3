/*
 * The search for a program by the JDK's rules, on both sides of the clone: the child executes the
 * result, the parent has to know it before. It touches only its arguments.
 *
 * There are two sets of rules. With an environment of its own the JDK searches by itself; with the
 * JVM's it calls libc's execvp, which differs in an unset PATH, in an empty part of it and in
 * ELOOP. A script sees the difference in $0.
 */
#ifndef PROCEX_SEARCH_H
#define PROCEX_SEARCH_H

struct search {
    const char *program;
    const char *path; /* or NULL if the JVM has none */
    int as_execvp;
    /* Tries one file: -errno, with some of which the search goes on; at least 0 if it is found. */
    long (*candidate)(void *context, const char *file);
    void *context;
};

/*
 * Returns what candidate returned for the program; or -errno, which is EACCES if any candidate was
 * refused so.
 */
long search_program(const struct search *search);

#endif
