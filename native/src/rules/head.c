#include "head.h"

#include "arena.h"
#include "descriptors.h"
#include "slots.h"
#include "sys.h"
#include "task.h"

struct reading {
    int file;
    unsigned cut; /* 0: with a copy of the whole table, at a cost for each descriptor */
    char *head;
    volatile int has_table; /* of its own */
    volatile long result;
};

static long child_read(struct reading *reading) {
    char link[DESCRIPTORS_LINK];
    long error =
        reading->cut == 0 ? 0 : sys_close_range(reading->cut, ~0U, SYS_CLOSE_RANGE_UNSHARE);
    if (error < 0) {
        return error;
    }
    reading->has_table = 1;
    descriptors_link(reading->file, link);
    long file = sys_openat(link, SYS_O_RDONLY | SYS_O_CLOEXEC);
    return file < 0 ? file : sys_read((int)file, reading->head, SCRIPT_HEAD);
}

static _Noreturn void child_main_of(void *argument) {
    struct reading *reading = argument;
    reading->result = child_read(reading);
    sys_exit_group(0);
}

static void run(struct reading *reading, void *stack_top) {
    struct task task = {
        .run = child_main_of,
        .argument = reading,
        .stack_top = stack_top,
        .flags = reading->cut == 0 ? 0 : SYS_CLONE_FILES,
    };
    reading->result = -SYS_EAGAIN;
    long pid = task_complete(&task);
    if (pid < 0) {
        reading->result = pid;
    }
}

/* As a launch does: on the shared table, with the file in a slot below the cut. */
static void run_shared(struct reading *reading, void *stack_top) {
    const int source[3] = {reading->file, 1, 2};
    int slot[3];
    int lane = slots_acquire();
    if (lane < 0) {
        return;
    }
    if (slots_fill(lane, source, slot) == 0) {
        reading->file = slot[0];
        reading->cut = slots_cut();
        run(reading, stack_top);
    }
    slots_release(lane, slot, source);
}

static void clear(char head[SCRIPT_HEAD]) {
    for (int i = 0; i < SCRIPT_HEAD; i++) {
        head[i] = '\0';
    }
}

long head_read(int file, char head[SCRIPT_HEAD]) {
    struct reading reading = {.file = file, .head = head};
    struct arena arena;
    clear(head);
    long error = arena_open(&arena, 0);
    if (error < 0) {
        return error;
    }
    run_shared(&reading, arena_stack_top(&arena));
    if (!reading.has_table) {
        reading.file = file;
        reading.cut = 0;
        run(&reading, arena_stack_top(&arena));
    }
    arena_close(&arena);
    return reading.result;
}
