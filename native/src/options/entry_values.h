/*
 * The options of the native entry as they are written: after the file, in properties and in
 * variables. What they mean: entry_options.h.
 */
#ifndef PROCEX_ENTRY_VALUES_H
#define PROCEX_ENTRY_VALUES_H

#include "note.h"

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

/* A line of the note on a value that means nothing, or cannot be in force. */
void entry_values_tell_wrong(struct note *problems, enum entry_key key, const char *text,
                             const char *expected);

#endif
