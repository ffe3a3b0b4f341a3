/* Lends reserved descriptors to launches. */
#include "slots.h"

#include "placeholder.h"
#include "slots_state.h"
#include "spawn_request.h"
#include "stat.h"
#include "sys.h"

/* 200 ms, by a count: each signal that interrupts costs one of them, and cannot put the end off. */
enum { LANE_SLICES = 100, LANE_SLICE_MILLISECONDS = 2 };

struct slots_state slots = {.placeholder = -1};

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

static int was_not_woken(long result) {
    return result == -SYS_ETIMEDOUT || result == -SYS_EINTR;
}

static long wait_for_lane(void) {
    struct sys_timespec slice = {0, LANE_SLICE_MILLISECONDS * 1000000L};
    long result = -SYS_ETIMEDOUT;
    if (__atomic_load_n(&slots.stuck, __ATOMIC_RELAXED)) {
        return result;
    }
    __atomic_add_fetch(&slots.waiting, 1, __ATOMIC_SEQ_CST);
    for (int i = 0; i < LANE_SLICES && was_not_woken(result); i++) {
        result = sys_futex_wait(&slots.free_lanes, 0, &slice);
    }
    __atomic_sub_fetch(&slots.waiting, 1, __ATOMIC_SEQ_CST);
    if (was_not_woken(result)) {
        __atomic_store_n(&slots.stuck, 1, __ATOMIC_RELAXED);
        return -SYS_ETIMEDOUT;
    }
    return result;
}

static int take_lane(void) {
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

int slots_acquire(void) {
    if (!placeholder_borrow()) {
        return -SYS_EBADF;
    }
    int lane = take_lane();
    if (lane < 0) {
        placeholder_return();
    }
    return lane;
}

/*
 * Copies source to the slot, unless the slot has become the application's own descriptor. Between
 * the look and the copy, a microsecond at most, it still may: no call of the kernel's does both.
 */
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

/*
 * True if a slot still holds the copy that was put there. One call tells our pipes from everything
 * but other pipes: an opened file has O_LARGEFILE, and sockets work in both directions. fstat would
 * not do, because it may wait for a file server. Files that Java opens are not close-on-exec, and a
 * slot is. If the kernel does not tell, the copy is there still: left behind, it would keep a pipe
 * open whose end somebody waits for.
 */
static int is_lent(int fd, int end, int is_pipe) {
    long flags = sys_fcntl(fd, is_pipe ? SYS_F_GETFL : SYS_F_GETFD, 0);
    if (flags < 0) {
        return flags != -SYS_EBADF;
    }
    if (is_pipe) {
        long direction = end == 0 ? SYS_O_RDONLY : SYS_O_WRONLY;
        return (flags & (SYS_O_ACCMODE | SYS_O_LARGEFILE)) == direction;
    }
    return flags == SYS_FD_CLOEXEC;
}

void slots_release(int lane, const int slot[3], const int wanted[3]) {
    for (int i = 0; i < SLOT_ENDS; i++) {
        if (slot[i] == i) {
            continue;
        }
        if (is_lent(slot[i], i, wanted[i] == SPAWN_PIPE)) {
            put_placeholder(slot[i]);
        } else {
            set_lost(); /* the number is no longer ours */
        }
    }
    __atomic_store_n(&slots.stuck, 0, __ATOMIC_RELAXED);
    __atomic_or_fetch(&slots.free_lanes, 1U << lane, __ATOMIC_SEQ_CST);
    if (__atomic_load_n(&slots.waiting, __ATOMIC_SEQ_CST) > 0) {
        sys_futex_wake(&slots.free_lanes, 1);
    }
    if (slots_lost()) {
        slots_give_up_returned(); /* looked for when the lane is back: slots_give_up may come
                                     between */
    }
    placeholder_return();
}

/* If the kernel does not tell, it is: both were one a microsecond ago. */
static int is_same_file(int a, int b) {
    struct arch_stat of_a;
    struct arch_stat of_b;
    long error = sys_fstat(a, &of_a);
    if (error == 0) {
        error = sys_fstat(b, &of_b);
    }
    if (error < 0) {
        return error != -SYS_EBADF;
    }
    return of_a.device == of_b.device && of_a.inode == of_b.inode;
}

static void fill_hole(int fd) {
    if (fd >= SYS_AFTER_STDIO && placeholder_borrow()) {
        put_placeholder(fd);
        placeholder_return();
    } else {
        sys_close(fd);
    }
}

int slots_lift(int fd) {
    unsigned cut = slots_lost() ? 0 : slots.cut;
    unsigned lowest = cut > SYS_AFTER_STDIO ? cut : SYS_AFTER_STDIO;
    if ((unsigned)fd >= lowest) {
        return fd;
    }
    long lifted = sys_fcntl(fd, SYS_F_DUPFD_CLOEXEC, lowest);
    if (lifted < 0) {
        return fd;
    }
    if (is_same_file(fd, (int)lifted)) {
        fill_hole(fd);
    }
    return (int)lifted;
}
