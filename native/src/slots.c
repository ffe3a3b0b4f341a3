/* Lends reserved descriptors to launches. */
#include "slots.h"

#include "placeholder.h"
#include "slots_state.h"
#include "sys.h"

enum { LANE_TIMEOUT_MILLISECONDS = 200 };

struct slots_state slots;

int slots_lost(void) {
    return __atomic_load_n(&slots.lost, __ATOMIC_RELAXED);
}

static void set_lost(void) {
    __atomic_store_n(&slots.lost, 1, __ATOMIC_RELAXED);
}

/* Native code may have closed what is ours; then a number must only be freed, not filled. */
static void put_placeholder(int fd) {
    if (slots_lost()) {
        sys_close(fd);
    } else {
        placeholder_fill(fd);
    }
}

unsigned slots_cut(void) {
    return slots.cut;
}

unsigned slots_filled(void) {
    return slots.filled;
}

static long wait_for_lane(void) {
    struct sys_timespec timeout = {0, LANE_TIMEOUT_MILLISECONDS * 1000000L};
    if (__atomic_load_n(&slots.stuck, __ATOMIC_RELAXED)) {
        return -SYS_ETIMEDOUT;
    }
    __atomic_add_fetch(&slots.waiting, 1, __ATOMIC_SEQ_CST);
    long result = sys_futex_wait(&slots.free_lanes, 0, &timeout);
    __atomic_sub_fetch(&slots.waiting, 1, __ATOMIC_SEQ_CST);
    if (result == -SYS_ETIMEDOUT) {
        __atomic_store_n(&slots.stuck, 1, __ATOMIC_RELAXED);
    }
    return result;
}

int slots_acquire(void) {
    for (;;) {
        uint32_t seen = __atomic_load_n(&slots.free_lanes, __ATOMIC_ACQUIRE);
        if (seen == 0) {
            if (wait_for_lane() == -SYS_ETIMEDOUT) {
                return -SYS_ETIMEDOUT;
            }
            continue;
        }
        if (__atomic_compare_exchange_n(&slots.free_lanes, &seen, seen & (seen - 1), 0,
                                        __ATOMIC_SEQ_CST, __ATOMIC_RELAXED)) {
            return __builtin_ctz(seen);
        }
    }
}

/* Copies source to the slot, unless the slot has become the application's own descriptor. */
static long fill(int source, int fd) {
    if (!placeholder_is(fd)) {
        set_lost();
        return -SYS_EBADF;
    }
    return sys_dup3(source, fd, SYS_O_CLOEXEC);
}

long slots_fill(int lane, const int source[3], int slot[3]) {
    for (int i = 0; i < SLOT_ENDS; i++) {
        slot[i] = i;
    }
    if (!placeholder_is(placeholder_number())) {
        set_lost();
    }
    for (int i = 0; i < SLOT_ENDS && !slots_lost(); i++) {
        if (source[i] == i) {
            continue;
        }
        long error = fill(source[i], slots.slot[lane][i]);
        if (error < 0) {
            return error;
        }
        slot[i] = slots.slot[lane][i];
    }
    return slots_lost() ? -SYS_EBADF : 0;
}

void slots_release(int lane, const int slot[3]) {
    for (int i = 0; i < SLOT_ENDS; i++) {
        if (slot[i] != i) {
            put_placeholder(slot[i]);
        }
    }
    __atomic_store_n(&slots.stuck, 0, __ATOMIC_RELAXED);
    __atomic_or_fetch(&slots.free_lanes, 1U << lane, __ATOMIC_SEQ_CST);
    if (__atomic_load_n(&slots.waiting, __ATOMIC_SEQ_CST) > 0) {
        sys_futex_wake(&slots.free_lanes, 1);
    }
}

int slots_lift(int fd) {
    unsigned lowest = slots.cut > FIRST_SLOT ? slots.cut : FIRST_SLOT;
    if ((unsigned)fd >= lowest) {
        return fd;
    }
    long lifted = sys_fcntl(fd, SYS_F_DUPFD_CLOEXEC, lowest);
    if (lifted < 0) {
        return fd;
    }
    if (fd >= FIRST_SLOT) {
        put_placeholder(fd);
    } else {
        sys_close(fd);
    }
    return (int)lifted;
}
