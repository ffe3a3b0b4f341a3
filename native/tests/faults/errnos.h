/* Which errnos a system call may fail with. */
#ifndef PROCEX_FAULTS_ERRNOS_H
#define PROCEX_FAULTS_ERRNOS_H

enum {
    MOST_ERRNOS = 40,
    /* A JVM can do without the call, so that a container's filter may refuse it: EPERM, ENOSYS. */
    MAY_BE_FILTERED = 1,
    /* The kernel has done what the call is for when it answers so: a descriptor is closed. */
    DONE_ALL_THE_SAME = 2,
    /* No case of its own: it cannot fail, or does not return. */
    CANNOT_FAIL = 4,
};

struct fault_call {
    int number;
    const char *name;
    int flags;
    int errors[MOST_ERRNOS]; /* up to the first 0 */
};

/* NULL if the table lacks it. */
const struct fault_call *errnos_of(int number);

/* "ENOENT"; a number if it has no name here. */
const char *errnos_name(int error);

#endif
