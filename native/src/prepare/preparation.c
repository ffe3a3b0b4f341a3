#include "preparation.h"

#include "arena.h"
#include "filtered.h"
#include "image.h"
#include "preparation_state.h"
#include "slots.h"
#include "sys.h"

enum { BOUND = 64 /* the unit in which the kernel copies its table */ };

/*
 * A waiter writes nothing but the value that is there: the holder may be moving this very memory to
 * another place (image.h). It is woken by nobody, and looks again each millisecond.
 */
static void enter(void) {
    while (__atomic_exchange_n(&preparation.busy, 1, __ATOMIC_ACQUIRE)) {
        struct sys_timespec millisecond = {0, 1000000};
        sys_futex_wait(&preparation.busy, 1, &millisecond);
    }
}

static void leave(void) {
    __atomic_store_n(&preparation.busy, 0, __ATOMIC_RELEASE);
}

int preparation_is_done(void) {
    return __atomic_load_n(&preparation.done, __ATOMIC_ACQUIRE);
}

static int may_open_many(void) {
    struct sys_rlimit limit;
    return !filtered(FILTERED_FCNTL) && sys_prlimit64(SYS_RLIMIT_NOFILE, NULL, &limit) == 0 &&
           slots_are_affordable(limit.soft);
}

void preparation_reserve(void) {
    if (preparation_is_done() || preparation.reserved_count > 0 || !may_open_many()) {
        return;
    }
    long source = sys_openat("/dev/null", SYS_O_RDONLY | SYS_O_CLOEXEC);
    long fd = source;
    if (source >= 0 && source < SYS_AFTER_STDIO) {
        fd = sys_fcntl((int)source, SYS_F_DUPFD_CLOEXEC, SYS_AFTER_STDIO);
        sys_close((int)source);
        source = fd;
    }
    while (fd >= 0 && fd < BOUND) {
        preparation.reserved[preparation.reserved_count++] = (int)fd;
        fd = sys_fcntl((int)source, SYS_F_DUPFD_CLOEXEC, SYS_AFTER_STDIO);
    }
    if (fd >= BOUND) {
        sys_close((int)fd);
    }
}

/* Adds what the caller gives up; what has no room is closed. */
static void add(const int *fds, int count) {
    for (int i = 0; i < count; i++) {
        if (preparation.reserved_count < SLOTS_MOST_RESERVED) {
            preparation.reserved[preparation.reserved_count++] = fds[i];
        } else {
            sys_close(fds[i]);
        }
    }
}

/* Whatever becomes of the file that it was loaded from: a launch must not be what finds out. */
static void leave_file(void) {
    struct arena arena;
    if (!preparation.has_left_file && arena_open(&arena, 0) == 0) {
        preparation.has_left_file = 1;
        image_leave_file(arena_stack_top(&arena));
        arena_close(&arena);
    }
}

static void prepare(void) {
    const struct spawn_ladder empty = {.rung = SPAWN_NO_RUNG};
    preparation.ladder = empty;
    ladder_prepare(preparation.reserved, preparation.reserved_count, &preparation.ladder);
    preparation.reserved_count = 0;
    if (preparation.ladder.rung != SPAWN_NO_RUNG) {
        leave_file();
    }
    __atomic_store_n(&preparation.done, 1, __ATOMIC_RELEASE);
}

const struct spawn_ladder *preparation_run(const int *fds, int count) {
    enter();
    if (preparation.done) {
        for (int i = 0; i < count; i++) {
            sys_close(fds[i]);
        }
    } else {
        add(fds, count);
        prepare();
    }
    leave();
    return &preparation.ladder;
}

void preparation_undo(void) {
    enter();
    if (preparation.done) {
        ladder_release();
        __atomic_store_n(&preparation.done, 0, __ATOMIC_RELEASE);
    }
    leave();
}
