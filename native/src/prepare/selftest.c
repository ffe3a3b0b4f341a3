/*
 * The self-test. All of it runs in children with a private copy of the descriptor table, so that
 * a kernel, an emulator or a sandbox that gets a call wrong harms that copy and not the JVM.
 */
#include "selftest.h"

#include "arena.h"
#include "child.h"
#include "filtered.h"
#include "probe.h"
#include "rehearsal.h"
#include "sys.h"
#include "task.h"

enum {
    /* Descriptors are kept in words of 64 bits: word 1, numbers 64 to 127, is filled for the test.
     */
    TEST_CUT = 64,
    TEST_FULL = 127,
    TOKEN = 0x70726f63,
};

struct trial {
    enum spawn_rung rung;
    void *grandchild_stack;
    volatile int token;
    int handlers_cleared;
    volatile int handlers_left;
    volatile int step;
    volatile long error;
};

static _Noreturn void end(struct trial *trial, enum spawn_step step, long error) {
    trial->step = step;
    trial->error = error;
    trial->token = TOKEN;
    sys_exit_group(0);
}

static int is_open(int fd) {
    return sys_fcntl(fd, SYS_F_GETFD, 0) >= 0;
}

/*
 * On a shared table, close_range must give this task a table of its own, without anything at or
 * above the cut, and with intact bitmaps. Kernels with CVE-2024-45025 (fixed in 6.11 and stable
 * kernels of 2024-08) take number 64 for occupied.
 */
static void child_unshare(void *argument) {
    struct trial *trial = argument;
    long error = sys_close_range(TEST_CUT, ~0U, SYS_CLOSE_RANGE_UNSHARE);
    if (error < 0) {
        end(trial, SPAWN_STEP_TABLE, error);
    }
    if (is_open(TEST_CUT) || is_open(TEST_FULL)) {
        end(trial, SPAWN_STEP_TABLE, -SYS_EINVAL);
    }
    long lowest = sys_fcntl(TEST_CUT - 1, SYS_F_DUPFD, TEST_CUT);
    end(trial, SPAWN_STEP_TABLE, lowest == TEST_CUT ? 0 : -SYS_ERANGE);
}

/* Opens every number up to TEST_FULL. 0 or -errno (RLIMIT_NOFILE below 128). */
static long child_fill_table(void) {
    long fd = sys_openat("/", SYS_O_RDONLY | SYS_O_DIRECTORY | SYS_O_CLOEXEC);
    for (long source = fd; fd >= 0 && fd < TEST_FULL;) {
        fd = sys_fcntl((int)source, SYS_F_DUPFD_CLOEXEC, SYS_AFTER_STDIO);
    }
    return fd < 0 ? fd : 0;
}

static void child_try_shared(struct trial *trial) {
    long error = child_fill_table();
    if (error < 0) {
        end(trial, SPAWN_STEP_SLOT, error);
    }
    trial->token = 0;
    struct task task = {
        .run = child_unshare,
        .argument = trial,
        .stack_top = trial->grandchild_stack,
        .flags = SYS_CLONE_FILES,
    };
    long pid = task_complete(&task);
    if (pid < 0) {
        end(trial, SPAWN_STEP_CLONE, pid);
    }
    if (trial->token != TOKEN) {
        end(trial, SPAWN_STEP_MEMORY, -SYS_ENOSYS);
    }
    int table_is_intact = is_open(TEST_CUT) && is_open(TEST_FULL);
    if (trial->error == 0 && !table_is_intact) {
        end(trial, SPAWN_STEP_TABLE, -SYS_EINVAL);
    }
    sys_exit_group(0);
}

static void child_try_close(struct trial *trial) {
    sys_fcntl(0, SYS_F_DUPFD, SYS_AFTER_STDIO);
    long error = child_close_by(trial->rung);
    end(trial, SPAWN_STEP_CLOSE, error == 0 && is_open(SYS_AFTER_STDIO) ? -SYS_EINVAL : error);
}

static void child_try(void *argument) {
    struct trial *trial = argument;
    probe_dump_nothing();
    trial->handlers_left = trial->handlers_cleared && child_has_handlers();
    if (trial->rung == SPAWN_SHARED_TABLE) {
        child_try_shared(trial);
    }
    child_try_close(trial);
}

/* Tries one rung. qemu-user and WSL1 clone without sharing memory: then the token is not there. */
static void try_rung(struct trial *trial) {
    struct arena child;
    struct arena grandchild;
    trial->step = SPAWN_STEP_MEMORY;
    trial->error = arena_open(&child, 0);
    if (trial->error < 0) {
        return;
    }
    trial->error = arena_open(&grandchild, 0);
    if (trial->error == 0) {
        trial->grandchild_stack = arena_stack_top(&grandchild);
        struct task task = {
            .run = child_try,
            .argument = trial,
            .stack_top = arena_stack_top(&child),
            .handlers_cleared = &trial->handlers_cleared,
        };
        long pid = task_complete(&task);
        if (pid < 0) {
            trial->step = SPAWN_STEP_CLONE;
            trial->error = pid;
        } else {
            if (trial->handlers_left) {
                task_distrust_clearing();
            }
            if (trial->token != TOKEN) {
                trial->error = -SYS_ENOSYS;
            }
        }
        arena_close(&grandchild);
    }
    arena_close(&child);
}

/* Calls that the launching thread makes on every rung. */
static int is_spoilt_for_all(void) {
    return filtered(FILTERED_PIPE2) || filtered(FILTERED_FCNTL);
}

static void try_all(struct trial *trial, long slots_error) {
    enum spawn_step step = SPAWN_STEP_NONE;
    trial->error = rehearse(trial->rung, &step);
    trial->step = (int)step;
    if (trial->error < 0) {
        return;
    }
    if (is_spoilt_for_all()) {
        trial->step = SPAWN_STEP_PIPE;
        trial->error = -SYS_EPERM;
    } else if (trial->rung == SPAWN_SHARED_TABLE && slots_error < 0) {
        trial->step = SPAWN_STEP_SLOT;
        trial->error = slots_error;
    } else {
        try_rung(trial);
    }
}

void selftest_run(struct spawn_ladder *ladder, long slots_error) {
    for (int rung = 0; rung < SPAWN_RUNGS; rung++) {
        struct trial trial = {.rung = (enum spawn_rung)rung};
        try_all(&trial, slots_error);
        if (trial.error == 0) {
            ladder->rung = (enum spawn_rung)rung;
            return;
        }
        ladder->refused[rung].step = (enum spawn_step)trial.step;
        ladder->refused[rung].error = (int)-trial.error;
    }
    ladder->rung = SPAWN_NO_RUNG;
}
