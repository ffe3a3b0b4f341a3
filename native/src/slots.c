#include "slots.h"

#include <stdint.h>

#include "sys.h"

enum {
    FIRST_SLOT = 3,
    /* The kernel copies its table in words of 64 numbers, whatever the range that it is given. */
    CUT_UNIT = 64,
    HIGHEST_CUT = 1024, /* beyond it the copy of the table costs as much as is saved */
    LEAST_LIMIT = 512,  /* of open files: below, the application needs its numbers itself */
    LANE_TIMEOUT_MILLISECONDS = 200,
    ALL_LANES = (1 << SLOT_LANES) - 1,
};

/* What tells our placeholder from any other file: a pipe's inode is unique in the system. */
struct identity {
    uint64_t device;
    uint64_t inode;
};

static struct {
    int placeholder;
    unsigned cut;
    unsigned filled; /* from here to the cut there are placeholders alone, and no slots */
    int slot[SLOT_LANES][SLOT_ENDS];
    struct identity identity;
    uint32_t free_lanes; /* one bit a lane; the futex word */
    uint32_t waiting;
    int stuck; /* waiting was in vain: execs hang, on a dead network file system for one */
    uint32_t held_lanes; /* not to be had, after slots_give_up */
    int lost;
} slots;

static long identify(int fd, struct identity *identity) {
    uint64_t stat[32]; /* struct stat is 144 bytes; device and inode are its first two words */
    long error = sys_fstat(fd, stat);
    identity->device = stat[0];
    identity->inode = stat[1];
    return error;
}

static int is_placeholder(int fd) {
    struct identity found;
    return identify(fd, &found) == 0 && found.device == slots.identity.device &&
           found.inode == slots.identity.inode;
}

int slots_lost(void) {
    return __atomic_load_n(&slots.lost, __ATOMIC_RELAXED);
}

static void set_lost(void) {
    __atomic_store_n(&slots.lost, 1, __ATOMIC_RELAXED);
}

static void fill_with_placeholder(int fd) {
    if (sys_dup3(slots.placeholder, fd, SYS_O_CLOEXEC) < 0) {
        sys_close(fd);
    }
}

/* Native code may have closed what is ours; then a number must only be freed, not filled. */
static void put_placeholder(int fd) {
    if (slots_lost()) {
        sys_close(fd);
    } else {
        fill_with_placeholder(fd);
    }
}

/*
 * The read end of a pipe without a writer: it is always there, costs next to nothing, can do no
 * harm where it leaks, and its inode is known to us alone.
 */
static long open_placeholder(void) {
    int ends[2];
    if (slots.identity.inode != 0 && is_placeholder(slots.placeholder)) {
        return 0; /* kept by slots_give_up */
    }
    long error = sys_pipe2(ends, SYS_O_CLOEXEC);
    if (error < 0) {
        return error;
    }
    sys_close(ends[1]);
    long fd = ends[0];
    if (fd < FIRST_SLOT) {
        fd = sys_fcntl(ends[0], SYS_F_DUPFD_CLOEXEC, FIRST_SLOT);
        sys_close(ends[0]);
    }
    slots.placeholder = (int)fd;
    return fd < 0 ? fd : identify((int)fd, &slots.identity);
}

/* Numbers that hold a copy of the placeholder, while they are being taken. */
struct taken {
    int fd[SLOTS_MOST_RESERVED];
    int count;
};

/* Takes over the caller's numbers; 0, 1 and 2 are closed in this JVM, and are left so. */
static void take_given(struct taken *taken, const int *reserved, int count) {
    for (int i = 0; i < count; i++) {
        if (reserved[i] < FIRST_SLOT) {
            sys_close(reserved[i]);
        } else {
            fill_with_placeholder(reserved[i]);
            taken->fd[taken->count++] = reserved[i];
        }
    }
}

/* Takes the lowest free numbers until there are enough. 0 or -errno. */
static long take_missing(struct taken *taken) {
    while (taken->count < SLOTS_NEEDED) {
        long fd = sys_fcntl(slots.placeholder, SYS_F_DUPFD_CLOEXEC, FIRST_SLOT);
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
    sys_close(slots.placeholder);
    slots.placeholder = taken->fd[SLOTS_NEEDED - 1];
    slots.cut = ((unsigned)highest / CUT_UNIT + 1) * CUT_UNIT;
    return 0;
}

static void give_back(const struct taken *taken, unsigned from) {
    for (int i = 0; i < taken->count; i++) {
        if ((unsigned)taken->fd[i] >= from) {
            sys_close(taken->fd[i]);
        }
    }
}

static void fill_holes(void) {
    for (unsigned fd = FIRST_SLOT; fd < slots.cut; fd++) {
        if (sys_fcntl((int)fd, SYS_F_GETFD, 0) != -SYS_EBADF) {
            continue;
        }
        long filled = sys_fcntl(slots.placeholder, SYS_F_DUPFD_CLOEXEC, fd);
        if (filled >= (long)slots.cut) {
            sys_close((int)filled);
        }
    }
}

static long check_limit(void) {
    struct sys_rlimit limit;
    long error = sys_prlimit64(SYS_RLIMIT_NOFILE, NULL, &limit);
    return error == 0 && limit.soft < LEAST_LIMIT ? -SYS_EMFILE : error;
}

/*
 * After slots_give_up: all lanes must be back, else a launch still under way would put a
 * placeholder where the application has a file by then. 0 or -errno.
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
    slots.held_lanes = 0;
    __atomic_store_n(&slots.lost, 0, __ATOMIC_RELAXED);
    __atomic_store_n(&slots.free_lanes, ALL_LANES, __ATOMIC_RELEASE);
}

static int is_slot(int fd) {
    for (int i = 0; i < SLOT_LANES * SLOT_ENDS; i++) {
        if (slots.slot[i / SLOT_ENDS][i % SLOT_ENDS] == fd) {
            return 1;
        }
    }
    return 0;
}

static unsigned first_of_the_filled(void) {
    unsigned first = slots.cut;
    while (first > FIRST_SLOT && is_placeholder((int)first - 1) && !is_slot((int)first - 1)) {
        first--;
    }
    return first;
}

static void close_all(const int *fds, int count) {
    for (int i = 0; i < count; i++) {
        sys_close(fds[i]);
    }
}

long slots_reserve(const int *reserved, int count) {
    struct taken taken = {.count = 0};
    long error = reclaim_lanes();
    if (error == 0) {
        error = open_placeholder();
    }
    if (error < 0) {
        close_all(reserved, count);
        return error;
    }
    take_given(&taken, reserved, count);
    error = check_limit();
    if (error == 0) {
        error = take_missing(&taken);
    }
    if (error == 0) {
        error = assign(&taken);
    }
    if (error < 0) {
        sys_close(slots.placeholder);
        give_back(&taken, 0);
        return error;
    }
    give_back(&taken, slots.cut);
    fill_holes();
    slots.filled = first_of_the_filled();
    release_all_lanes();
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

/*
 * The placeholder itself stays: a launch that has just seen that nothing is lost may still copy it.
 */
void slots_give_up(void) {
    set_lost();
    slots.held_lanes |= __atomic_exchange_n(&slots.free_lanes, 0, __ATOMIC_SEQ_CST);
    for (int fd = FIRST_SLOT; fd < (int)slots.cut; fd++) {
        if (fd != slots.placeholder && is_placeholder(fd) && !is_slot_in_use(fd)) {
            sys_close(fd);
        }
    }
}

unsigned slots_cut(void) {
    return slots.cut;
}

unsigned slots_filled(void) {
    return slots.filled;
}

int slots_placeholder(void) {
    return slots.placeholder;
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
    if (!is_placeholder(fd)) {
        set_lost();
        return -SYS_EBADF;
    }
    return sys_dup3(source, fd, SYS_O_CLOEXEC);
}

long slots_fill(int lane, const int source[3], int slot[3]) {
    for (int i = 0; i < SLOT_ENDS; i++) {
        slot[i] = i;
    }
    if (!is_placeholder(slots.placeholder)) {
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
