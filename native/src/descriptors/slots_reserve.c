/* Takes low descriptors. */
#include "filtered.h"
#include "placeholder.h"
#include "slots_state.h"
#include "sys.h"

enum {
    /* The kernel copies its table in words of 64 numbers, whatever the range that it is given. */
    CUT_UNIT = 64,
    HIGHEST_CUT = 1024 /* beyond it the copy of the table costs as much as is saved */
};

/* Numbers that hold a copy of the placeholder, while they are being taken. */
struct taken {
    int fd[SLOTS_MOST_RESERVED];
    int count;
};

/*
 * Takes over the caller's numbers, but for those that are the application's by now; 0, 1 and 2 are
 * closed in this JVM, and are left so.
 */
static void take_given(struct taken *taken, const int *reserved, int count) {
    for (int i = 0; i < count; i++) {
        if (!placeholder_may_replace(reserved[i])) {
            continue;
        }
        if (reserved[i] < SYS_AFTER_STDIO) {
            sys_close(reserved[i]);
        } else {
            placeholder_fill(reserved[i]);
            taken->fd[taken->count++] = reserved[i];
        }
    }
}

/* Takes the lowest free numbers until there are enough. 0 or -errno. */
static long take_missing(struct taken *taken) {
    while (taken->count < SLOTS_NEEDED) {
        long fd = placeholder_copy(SYS_AFTER_STDIO);
        if (fd < 0) {
            return fd;
        }
        taken->fd[taken->count++] = (int)fd;
    }
    return 0;
}

/* Makes slots of the first twelve, and the placeholder of the next. */
static long assign(const struct taken *taken) {
    int highest = 0;
    for (int i = 0; i < SLOTS_NEEDED; i++) {
        highest = taken->fd[i] > highest ? taken->fd[i] : highest;
    }
    if (highest >= HIGHEST_CUT) {
        return -SYS_ERANGE;
    }
    for (int i = 0; i < SLOTS_NEEDED - 1; i++) {
        slots.slot[i / SLOT_ENDS][i % SLOT_ENDS] = taken->fd[i];
    }
    placeholder_move(taken->fd[SLOTS_NEEDED - 1]);
    slots.cut = ((unsigned)highest / CUT_UNIT + 1) * CUT_UNIT;
    return 0;
}

static void give_back(const struct taken *taken, unsigned from) {
    for (int i = 0; i < taken->count; i++) {
        if ((unsigned)taken->fd[i] >= from) {
            placeholder_close_copy(taken->fd[i]);
        }
    }
}

static void fill_holes(void) {
    for (unsigned fd = SYS_AFTER_STDIO; fd < slots.cut; fd++) {
        if (sys_fcntl((int)fd, SYS_F_GETFD, 0) != -SYS_EBADF) {
            continue;
        }
        long filled = placeholder_copy(fd);
        if (filled >= (long)slots.cut) {
            sys_close((int)filled);
        }
    }
}

/* The calls that launches on the shared table need in this process, and not in the child. */
static long check_filter(void) {
    int spoilt = filtered(FILTERED_PIPE2) || filtered(FILTERED_FCNTL) || filtered(FILTERED_DUP3) ||
                 filtered(FILTERED_FSTAT);
    return spoilt ? -SYS_EPERM : 0;
}

/*
 * After slots_give_up, all lanes must be back: otherwise a launch that is still running would put a
 * placeholder if the application has a file by now. 0 or -errno.
 */
static long reclaim_lanes(void) {
    uint32_t returned = ALL_LANES & ~slots.held_lanes;
    if (slots.cut == 0) {
        return 0; /* nothing was reserved yet */
    }
    if (!__atomic_compare_exchange_n(&slots.free_lanes, &returned, 0, 0, __ATOMIC_SEQ_CST,
                                     __ATOMIC_RELAXED)) {
        return -SYS_EBUSY;
    }
    slots.held_lanes = ALL_LANES;
    return 0;
}

static void release_all_lanes(void) {
    __atomic_store_n(&slots.held_lanes, 0, __ATOMIC_RELAXED);
    __atomic_store_n(&slots.lost, 0, __ATOMIC_RELAXED);
    __atomic_store_n(&slots.free_lanes, ALL_LANES, __ATOMIC_RELEASE);
}

static unsigned first_of_the_filled(void) {
    unsigned first = slots.cut;
    while (first > SYS_AFTER_STDIO && placeholder_is((int)first - 1) &&
           !slots_have((int)first - 1)) {
        first--;
    }
    return first;
}

/* Closes the descriptors that premain has opened, when they cannot be used. */
static void close_given(const int *fds, int count) {
    for (int i = 0; i < count; i++) {
        if (placeholder_may_replace(fds[i])) {
            sys_close(fds[i]);
        }
    }
}

static long reserve(const int *reserved, int count) {
    struct taken taken = {.count = 0};
    long error = check_filter();
    if (error == 0) {
        error = reclaim_lanes();
    }
    if (error == 0) {
        error = placeholder_open();
    }
    if (error < 0) {
        close_given(reserved, count);
        return error;
    }
    take_given(&taken, reserved, count);
    error = slots_limit_is_low() ? -SYS_EMFILE : 0;
    if (error == 0) {
        error = take_missing(&taken);
    }
    if (error == 0) {
        error = assign(&taken);
    }
    if (error < 0) {
        placeholder_close();
        give_back(&taken, 0);
        return error;
    }
    give_back(&taken, slots.cut);
    fill_holes();
    slots.filled = first_of_the_filled();
    release_all_lanes();
    return 0;
}

long slots_reserve(const int *reserved, int count) {
    slots_lock();
    long error = reserve(reserved, count);
    slots_unlock();
    return error;
}
