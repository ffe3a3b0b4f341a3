/* What a launch must leave as it was. */
#ifndef PROCEX_FAULTS_STATE_H
#define PROCEX_FAULTS_STATE_H

#include <signal.h>
#include <stddef.h>

enum { STATE_DESCRIPTORS = 1024 };

struct state {
    char is_open[STATE_DESCRIPTORS]; /* 2: reserved by the core */
    unsigned long long blocked;      /* signals, of this thread */
    long pages;
};

void state_take(struct state *state);

/*
 * Writes what differs for the worse: "descriptor 70 is left". Empty if nothing does. grown: memory
 * may have become more.
 */
void state_compare(const struct state *before, const struct state *now, int grown, char *text,
                   size_t size);

/* Waits for threads that end by themselves. How many there are beside this one. */
int state_threads(void);

/* "" or what is wrong with the lanes of the slots: each is free, or was given back. */
const char *state_of_lanes(void);

#endif
