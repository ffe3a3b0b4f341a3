/* A JVM that launches when it is told to, and whose threads can be made to fail. */
#ifndef PROCEX_FAULTS_JVM_H
#define PROCEX_FAULTS_JVM_H

#include <stddef.h>

#include "engine.h"

enum { JVM_LINE = 1024, JVM_MOST_SECONDS = 10 };

enum jvm_answer { JVM_SAYS, JVM_ENDED, JVM_HUNG };

struct jvm {
    pid_t pid;
    pid_t launcher; /* the thread that launches */
    int in;
    int out;
    int status; /* once it has ended */
    struct engine engine;
    char line[JVM_LINE]; /* the last that it said */
    size_t length;
};

/* What a launch must leave as it was. */
struct jvm_state {
    int pipes; /* those that a reserved number has are none of a launch */
    int pidfds;
    int reserved; /* descriptors below 64 on /dev/null */
    char blocked[64];
};

/* argv: as of execvp. */
void jvm_start(struct jvm *jvm, char **argv);

/* The next line that it says goes to line. */
enum jvm_answer jvm_await(struct jvm *jvm);

/* A letter: l is to launch, e to exit. */
void jvm_tell(struct jvm *jvm, char command);

/* From now on calls of this thread are seen; it runs on when this returns. */
void jvm_see(struct jvm *jvm, pid_t thread);

/* Likewise of all threads whose names contain that. */
void jvm_see_threads(struct jvm *jvm, const char *wanted);

/* Handles what tasks do, for that long. */
void jvm_pass(struct jvm *jvm, int milliseconds);

void jvm_end(struct jvm *jvm);

void jvm_take_state(const struct jvm *jvm, struct jvm_state *state);

/* How many children there are, ended or not. */
int jvm_children(const struct jvm *jvm);

#endif
