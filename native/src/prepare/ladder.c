#include "ladder.h"

#include "selftest.h"
#include "slots.h"

/* The best rung that works here; it only ever gets worse. */
static int best_rung = SPAWN_DECLINED;

void ladder_prepare(const int *reserved, int count, struct spawn_ladder *ladder) {
    long error = slots_reserve(reserved, count);
    selftest_run(ladder, error);
    __atomic_store_n(&best_rung, ladder->rung, __ATOMIC_RELEASE);
    if (ladder->rung != SPAWN_SHARED_TABLE) {
        slots_give_up(); /* no other rung needs them */
    }
}

void ladder_release(void) {
    int shared = SPAWN_SHARED_TABLE;
    __atomic_compare_exchange_n(&best_rung, &shared, SPAWN_CLOSE_RANGE, 0, __ATOMIC_ACQ_REL,
                                __ATOMIC_RELAXED);
    slots_give_up();
}

void ladder_lower(enum spawn_rung rung) {
    if (__atomic_load_n(&best_rung, __ATOMIC_ACQUIRE) < (int)rung) {
        __atomic_store_n(&best_rung, (int)rung, __ATOMIC_RELEASE);
    }
}

enum spawn_rung ladder_choose(enum spawn_rung at_best) {
    enum spawn_rung best = (enum spawn_rung)__atomic_load_n(&best_rung, __ATOMIC_ACQUIRE);
    return best > at_best ? best : at_best;
}
