/*
 * How a zombie shows that it is an orphan. With ReapOrphans each launch gives its program a soft
 * RLIMIT_LOCKS, which no kernel since 2.4 heeds, and which all its descendants inherit and keep
 * until they are reaped:
 *
 *   sign (32 bits) | generation (10) | pid of the program that was launched (22: PID_MAX_LIMIT)
 *
 * The program itself bears its own pid, a descendant that of another process. What this process
 * forks by any other way bears what this process has. The generation is one more than in this
 * process's own limit, if a marking JVM has launched it too: else two marks might be equal.
 */
#ifndef PROCEX_ORPHAN_MARK_H
#define PROCEX_ORPHAN_MARK_H

#include <stdint.h>

enum {
    ORPHAN_MARK_PID = (1 << 22) - 1,
    ORPHAN_MARK_GENERATIONS = 1 << 10,
};

#define ORPHAN_MARK_SIGN ((uint64_t)0x70726f63)

static inline int orphan_mark_is(uint64_t limit) {
    return limit >> 32 == ORPHAN_MARK_SIGN;
}

static inline int orphan_mark_pid(uint64_t mark) {
    return (int)(mark & ORPHAN_MARK_PID);
}

static inline uint64_t orphan_mark_generation(uint64_t mark) {
    return mark >> 22 & (ORPHAN_MARK_GENERATIONS - 1);
}

/* own: the soft limit of the process that launches. */
static inline uint64_t orphan_mark_of(uint64_t own, int pid) {
    uint64_t before = orphan_mark_is(own) ? orphan_mark_generation(own) + 1 : 0;
    uint64_t generation = before % ORPHAN_MARK_GENERATIONS;
    return ORPHAN_MARK_SIGN << 32 | generation << 22 | ((uint64_t)pid & ORPHAN_MARK_PID);
}

#endif
