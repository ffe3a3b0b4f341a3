#include "landlock_abi.h"

#include "arena.h"
#include "filtered.h"
#include "probe.h"
#include "sys_settings.h"
#include "task.h"

static void child_ask(void *argument) {
    volatile long *abi = argument;
    probe_dump_nothing();
    *abi = sys_landlock_create_ruleset(NULL, 0, SYS_LANDLOCK_CREATE_RULESET_VERSION);
    sys_exit_group(0);
}

/* In a child: a filter may kill for the call. */
long landlock_abi(void) {
    volatile long abi = -SYS_EPERM;
    struct arena arena;
    if (filtered_needs_probe() || arena_open(&arena, 0) < 0) {
        return abi;
    }
    struct task task = {
        .run = child_ask, .argument = (void *)&abi, .stack_top = arena_stack_top(&arena)};
    task_complete(&task);
    arena_close(&arena);
    return abi;
}
