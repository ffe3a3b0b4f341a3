/* Gives low descriptors back. */
#include "filtered.h"
#include "placeholder.h"
#include "slots_state.h"
#include "sys.h"

int slots_are_affordable(uint64_t open_files) {
    return open_files >= SLOTS_LEAST_LIMIT;
}

int slots_limit_is_low(void) {
    struct sys_rlimit limit;
    return sys_prlimit64(SYS_RLIMIT_NOFILE, NULL, &limit) == 0 && !slots_are_affordable(limit.soft);
}

int slots_have(int fd) {
    for (int i = 0; i < SLOT_LANES * SLOT_ENDS; i++) {
        if (slots.slot[i / SLOT_ENDS][i % SLOT_ENDS] == fd) {
            return 1;
        }
    }
    return 0;
}

static int is_slot_in_use(int fd) {
    for (int lane = 0; lane < SLOT_LANES; lane++) {
        for (int i = 0; i < SLOT_ENDS; i++) {
            if (slots.slot[lane][i] == fd) {
                return (slots.held_lanes & (1U << lane)) == 0;
            }
        }
    }
    return 0;
}

void slots_lock(void) {
    while (__atomic_exchange_n(&slots.locked, 1, __ATOMIC_ACQUIRE)) {
        if (!filtered(FILTERED_SCHED_YIELD)) {
            sys_sched_yield();
        }
    }
}

void slots_unlock(void) {
    __atomic_store_n(&slots.locked, 0, __ATOMIC_RELEASE);
}

/* A launch that has just seen that nothing is lost may still copy what all are copies of. */
static void give_up(void) {
    __atomic_store_n(&slots.lost, 1, __ATOMIC_RELAXED);
    slots.held_lanes |= __atomic_exchange_n(&slots.free_lanes, 0, __ATOMIC_SEQ_CST);
    for (int fd = SYS_AFTER_STDIO; fd < (int)slots.cut; fd++) {
        if (fd != placeholder_number() && !is_slot_in_use(fd)) {
            placeholder_close_copy(fd);
        }
    }
    placeholder_retire();
}

void slots_give_up(void) {
    if (slots.cut == 0) {
        return; /* nothing was reserved, perhaps for a filter that kills for the calls below */
    }
    slots_lock();
    give_up();
    slots_unlock();
}

/* If they were reserved again meanwhile, nothing is lost. */
void slots_give_up_returned(void) {
    slots_lock();
    if (slots_lost()) {
        give_up();
    }
    slots_unlock();
}

/* Closes some that no lane needs, and returns how many. */
static int close_some(void) {
    enum { SOME = 8 }; /* three pipes, and what rules open */
    int closed = 0;
    for (int fd = (int)slots.cut - 1; fd >= SYS_AFTER_STDIO && closed < SOME; fd--) {
        if (fd != placeholder_number() && !slots_have(fd) && placeholder_is(fd)) {
            sys_close(fd);
            closed++;
        }
    }
    return closed;
}

void slots_make_room(void) {
    slots_lock();
    if (slots_limit_is_low() || close_some() == 0) {
        give_up();
    }
    slots_unlock();
}
