/*
 * Whether a zombie child is an orphan for certain: a process that this one has not forked, and
 * that came to it when its parent ended. No code in the JVM can be about to wait for it by a pid
 * that fork has given it. A doubt is a no.
 */
#ifndef PROCEX_ORPHANS_CERTAIN_H
#define PROCEX_ORPHANS_CERTAIN_H

#include "orphan_mark.h"

/* This process; session and mark of a zombie are compared with its own. */
struct orphans_own {
    int pid;
    int session; /* 0: of another pid namespace */
    uint64_t mark;
};

/*
 * named: whether the mark has a number of the zombie, in any pid namespace. Whoever bears the mark
 * of this process was forked by it, without the core. A later generation comes from a JVM that this
 * one has launched.
 */
static inline int orphans_certain_by_mark(const struct orphans_own *own, uint64_t mark, int named) {
    if (!orphan_mark_is(mark) || mark == own->mark) {
        return 0;
    }
    const uint64_t generation = orphan_mark_generation(mark);
    if (orphan_mark_is(own->mark) && generation == orphan_mark_generation(own->mark)) {
        return 0;
    }
    return generation == orphan_mark_generation(orphan_mark_of(own->mark, 0)) ? !named : 1;
}

/*
 * A process has the session of its parent, or one of its own number, if it has called setsid. So
 * one of a third session had a parent there. That holds if this process itself was never of another
 * session: it never called setsid if it does not lead one. And the first process of a namespace has
 * come from a session outside, which has no number here.
 */
static inline int orphans_certain_by_session(const struct orphans_own *own, int pid, int session) {
    if (own->pid != 1 && own->session == own->pid) {
        return 0;
    }
    return session > 0 && session != pid && session != own->session;
}

#endif
