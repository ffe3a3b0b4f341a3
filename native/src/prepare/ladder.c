#include "ladder.h"

#include "preparation_state.h"
#include "selftest.h"
#include "slots.h"

struct preparation_state preparation = {.best_rung = SPAWN_NO_RUNG};

void ladder_prepare(const int *reserved, int count, struct spawn_ladder *ladder) {
    long error = slots_reserve(reserved, count);
    selftest_run(ladder, error);
    __atomic_store_n(&preparation.best_rung, ladder->rung, __ATOMIC_RELEASE);
    if (ladder->rung != SPAWN_SHARED_TABLE) {
        slots_give_up(); /* no other rung needs them */
    }
}

void ladder_release(void) {
    int shared = SPAWN_SHARED_TABLE;
    __atomic_compare_exchange_n(&preparation.best_rung, &shared, SPAWN_CLOSE_RANGE, 0,
                                __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
    slots_give_up();
}

void ladder_lower(enum spawn_rung rung) {
    if (__atomic_load_n(&preparation.best_rung, __ATOMIC_ACQUIRE) < (int)rung) {
        __atomic_store_n(&preparation.best_rung, (int)rung, __ATOMIC_RELEASE);
    }
}

enum spawn_rung ladder_choose(enum spawn_rung at_best) {
    enum spawn_rung best =
        (enum spawn_rung)__atomic_load_n(&preparation.best_rung, __ATOMIC_ACQUIRE);
    return best > at_best ? best : at_best;
}

void ladder_allow(enum spawn_rung rung) {
    __atomic_store_n(&preparation.best_allowed, (int)rung, __ATOMIC_RELAXED);
}

enum spawn_rung ladder_allowed(void) {
    return (enum spawn_rung)__atomic_load_n(&preparation.best_allowed, __ATOMIC_RELAXED);
}
