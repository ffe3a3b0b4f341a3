/*
 * Options of the native entry: those of the jar that need no Java, with the meaning that they have
 * there. A wrong one is told, and its default is in force.
 */
#ifndef PROCEX_ENTRY_OPTIONS_H
#define PROCEX_ENTRY_OPTIONS_H

#include "note.h"
#include "spawn.h"

enum entry_key {
    ENTRY_ENABLED,
    ENTRY_STRICT,
    ENTRY_LIMIT_NOFILE,
    ENTRY_CHILDREN,
    ENTRY_SWEEP,
    ENTRY_KEYS
};

enum { ENTRY_VALUE = 128 };

/* The text of each, as far as it is given. */
struct entry_values {
    char text[ENTRY_KEYS][ENTRY_VALUE];
    char given[ENTRY_KEYS];
    char bare[ENTRY_KEYS]; /* its name alone */
};

struct entry_options {
    int enabled;
    int strict;
    int strict_at_start; /* or strict has a value that means nothing */
    int strips;
    int sweeps;
    struct spawn_limit limit;
};

/*
 * Adds what stands after the file: key=value, with commas between; a comma within a value has a
 * backslash before it. Of equal keys the last holds. Each problem is a line of the note.
 */
void entry_values_add(struct entry_values *values, const char *arguments, struct note *problems);

/* Adds the value of the system property procex.NAME. */
void entry_values_add_property(struct entry_values *values, const char *name, const char *text,
                               struct note *problems);

/* Adds those among the environment's variables that begin with PROCEX_. */
void entry_values_of_environment(struct entry_values *values, char *const *environment,
                                 struct note *problems);

/* original: the soft limit that the JVM was started with; 0 where that cannot be told. */
void entry_options_read(const struct entry_values *values, uint64_t original,
                        struct entry_options *options, struct note *problems);

/* Appends all of them as they are in force: key=value, with commas between. */
void entry_options_write(const struct entry_options *options, struct note *note);

#endif
