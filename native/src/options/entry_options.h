/*
 * Options of the native entry: those of the jar that need no Java, with the meaning that they have
 * there. A wrong one is told, and its default is in force.
 */
#ifndef PROCEX_ENTRY_OPTIONS_H
#define PROCEX_ENTRY_OPTIONS_H

#include "entry_values.h"
#include "spawn_request.h"

struct entry_options {
    int enabled;
    int strict;
    int strict_at_start; /* or strict has a value that means nothing */
    int strips;
    const char *stripped; /* words that children's options lose, as in environment.h; or NULL */
    int sweeps;
    struct spawn_limit limit;
};

/* original: the soft limit that the JVM was started with; 0 if that cannot be told. */
void entry_options_read(const struct entry_values *values, uint64_t original,
                        struct entry_options *options, struct note *problems);

/* Appends all of them as they are in force: key=value, with commas between. */
void entry_options_write(const struct entry_options *options, struct note *note);

#endif
