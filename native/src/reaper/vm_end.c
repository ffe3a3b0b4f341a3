#include "vm_end.h"

#include "reaper.h"
#include "sys.h"

enum {
    /* One for the agent in use, and one for each that was detached and has living children. */
    PLACES = 8,
    NO_PLACE = -1,
    FREE = 0,
};

/* A thread needs about 100 us to return. HotSpot itself waits for one that takes longer. */
enum { MOST_WAITS = 10 };
static const int64_t WAIT_NANOSECONDS = 1000 * 1000;

/*
 * The threads that wait, and if they must stop. The JVM ends once, and its callback has no
 * argument.
 */
static struct {
    uint32_t places[PLACES]; /* FREE, or a set and one */
    int begun;
    int expected; /* JVMTI reports it */
} end;

int vm_end_enter(int set) {
    for (int place = 0; place < PLACES; place++) {
        uint32_t expected = FREE;
        if (__atomic_compare_exchange_n(&end.places[place], &expected, (uint32_t)set + 1, 0,
                                        __ATOMIC_SEQ_CST, __ATOMIC_RELAXED)) {
            return place;
        }
    }
    return NO_PLACE;
}

void vm_end_leave(int place) {
    if (place == NO_PLACE) {
        return;
    }
    __atomic_store_n(&end.places[place], FREE, __ATOMIC_SEQ_CST);
    if (vm_end_has_begun()) {
        sys_futex_wake(&end.places[place], 1);
    }
}

int vm_end_expect(void) {
    return !__atomic_exchange_n(&end.expected, 1, __ATOMIC_SEQ_CST);
}

int vm_end_has_begun(void) {
    return __atomic_load_n(&end.begun, __ATOMIC_SEQ_CST);
}

/* A signal cuts one of the waits short. */
static void await_leaving(uint32_t *place) {
    struct sys_timespec some_time = {0, WAIT_NANOSECONDS};
    for (int i = 0; i < MOST_WAITS; i++) {
        uint32_t seen = __atomic_load_n(place, __ATOMIC_SEQ_CST);
        if (seen == FREE) {
            return;
        }
        sys_futex_wait(place, seen, &some_time);
    }
}

/* A set that cannot be woken, because there is no descriptor left, is not waited for either. */
void vm_end_begin(void) {
    int called[PLACES] = {0};
    __atomic_store_n(&end.begun, 1, __ATOMIC_SEQ_CST);
    for (int place = 0; place < PLACES; place++) {
        uint32_t found = __atomic_load_n(&end.places[place], __ATOMIC_SEQ_CST);
        called[place] = found != FREE && reaper_wake((int)(found - 1)) == 0;
    }
    for (int place = 0; place < PLACES; place++) {
        if (called[place]) {
            await_leaving(&end.places[place]);
        }
    }
}
