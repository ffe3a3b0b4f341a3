#include "preparation.h"

#include "arena.h"
#include "filtered.h"
#include "image.h"
#include "slots.h"
#include "sys.h"

enum { BOUND = 64 /* the unit in which the kernel copies its table */ };

static struct spawn_ladder ladder;
static int done;
static uint32_t busy;

static int reserved[SLOTS_MOST_RESERVED];
static int reserved_count;

/*
 * A waiter writes nothing but the value that is there: the holder may be moving this very memory to
 * another place (image.h). It is woken by nobody, and looks again each millisecond.
 */
static void enter(void) {
    while (__atomic_exchange_n(&busy, 1, __ATOMIC_ACQUIRE)) {
        struct sys_timespec millisecond = {0, 1000000};
        sys_futex_wait(&busy, 1, &millisecond);
    }
}

static void leave(void) {
    __atomic_store_n(&busy, 0, __ATOMIC_RELEASE);
}

int preparation_is_done(void) {
    return __atomic_load_n(&done, __ATOMIC_ACQUIRE);
}

static int may_open_many(void) {
    struct sys_rlimit limit;
    return !filtered(FILTERED_FCNTL) && sys_prlimit64(SYS_RLIMIT_NOFILE, NULL, &limit) == 0 &&
           slots_are_affordable(limit.soft);
}

void preparation_reserve(void) {
    if (preparation_is_done() || reserved_count > 0 || !may_open_many()) {
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
        reserved[reserved_count++] = (int)fd;
        fd = sys_fcntl((int)source, SYS_F_DUPFD_CLOEXEC, SYS_AFTER_STDIO);
    }
    if (fd >= BOUND) {
        sys_close((int)fd);
    }
}

/* Adds what the caller gives up; what has no room is closed. */
static void add(const int *fds, int count) {
    for (int i = 0; i < count; i++) {
        if (reserved_count < SLOTS_MOST_RESERVED) {
            reserved[reserved_count++] = fds[i];
        } else {
            sys_close(fds[i]);
        }
    }
}

/* Whatever becomes of the file that it was loaded from: a launch must not be what finds out. */
static void leave_file(void) {
    static int tried;
    struct arena arena;
    if (!tried && arena_open(&arena, 0) == 0) {
        tried = 1;
        image_leave_file(arena_stack_top(&arena));
        arena_close(&arena);
    }
}

static void prepare(void) {
    const struct spawn_ladder empty = {.rung = SPAWN_DECLINED};
    ladder = empty;
    ladder_prepare(reserved, reserved_count, &ladder);
    reserved_count = 0;
    if (ladder.rung != SPAWN_DECLINED) {
        leave_file();
    }
    __atomic_store_n(&done, 1, __ATOMIC_RELEASE);
}

const struct spawn_ladder *preparation_run(const int *fds, int count) {
    enter();
    if (done) {
        for (int i = 0; i < count; i++) {
            sys_close(fds[i]);
        }
    } else {
        add(fds, count);
        prepare();
    }
    leave();
    return &ladder;
}

void preparation_undo(void) {
    enter();
    if (done) {
        ladder_release();
        __atomic_store_n(&done, 0, __ATOMIC_RELEASE);
    }
    leave();
}
