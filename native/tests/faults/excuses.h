/* What no program could do better about, by call and errno; each with its reason. */
#ifndef PROCEX_FAULTS_EXCUSES_H
#define PROCEX_FAULTS_EXCUSES_H

#include "engine.h"

enum excuse {
    EXCUSES_ZOMBIE,   /* a child stays */
    EXCUSES_LIMIT,    /* the program has another limit on open files */
    EXCUSES_MEMORY,   /* memory stays */
    EXCUSES_STATE,    /* a descriptor or the mask stays */
    EXCUSES_PROGRAM,  /* another program runs */
    EXCUSES_SET,      /* what the reaper watches stays open */
    EXCUSES_LIE,      /* it is not tried in a JVM: the kernel would have to lie */
    EXCUSES_WAKER,    /* the pipe that wakes it stays open */
    EXCUSES_PIPES,    /* reserved descriptors are pipes */
    EXCUSES_RESERVED, /* a reserved descriptor stays */
    EXCUSES_REASON,   /* the errno that is told is another's */
    EXCUSES_GROUP,    /* a group or a process stays */
};

int excuses(const struct fault *fault, enum excuse excuse);

#endif
