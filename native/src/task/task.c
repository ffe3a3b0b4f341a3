#include "task.h"

#include "clone.h"
#include "exit.h"
#include "filtered.h"
#include "keeper.h"
#include "signals.h"
#include "sys.h"
#include "task_state.h"

enum { STACK_SIZE = 16 * 1024 }; /* clone3 wants base and size, and uses only their sum */

struct task_state task_state;

void task_distrust_clearing(void) {
    __atomic_store_n(&task_state.distrusts_clone3, 1, __ATOMIC_RELAXED);
}

static int is_clone3_trusted(void) {
    return !__atomic_load_n(&task_state.distrusts_clone3, __ATOMIC_RELAXED);
}

static unsigned long flags_of(const struct task *task) {
    return SYS_CLONE_VFORK | task->flags | (task->has_own_memory ? 0 : SYS_CLONE_VM);
}

static struct sys_clone_args arguments_of(const struct task *task) {
    unsigned long told =
        task->running == NULL ? 0 : SYS_CLONE_PARENT_SETTID | SYS_CLONE_CHILD_CLEARTID;
    return (struct sys_clone_args){
        .flags = flags_of(task) | SYS_CLONE_CLEAR_SIGHAND | told,
        .child_tid = (uint64_t)task->running,
        .parent_tid = (uint64_t)task->pid,
        .exit_signal = (uint64_t)task->exit_signal,
        .stack = (uint64_t)task->stack_top - STACK_SIZE,
        .stack_size = STACK_SIZE,
    };
}

static long clone_plain(const struct task *task) {
    unsigned long flags = flags_of(task);
    return arch_clone(flags | (unsigned long)task->exit_signal, task->stack_top, task->run,
                      task->argument);
}

static long clone_clearing(const struct task *task) {
    struct sys_clone_args arguments = arguments_of(task);
    return arch_clone3(&arguments, sizeof arguments, task->run, task->argument);
}

/*
 * Always with CLONE_VFORK: otherwise an OOM kill in the child's cgroup would take all tasks that
 * share its memory. If clone3 is not trusted, it is not tried for this either, because some filters
 * kill for it.
 */
static long clone_into_cgroup(const struct task *task) {
    struct {
        struct sys_clone_args first;
        uint64_t set_tid;
        uint64_t set_tid_size;
        uint64_t cgroup;
    } arguments = {.first = arguments_of(task), .cgroup = (uint64_t)*task->cgroup};
    arguments.first.flags |= SYS_CLONE_INTO_CGROUP;
    if (!is_clone3_trusted()) {
        return -SYS_ENOSYS;
    }
    *task->handlers_cleared = 1;
    return arch_clone3(&arguments, sizeof arguments, task->run, task->argument);
}

/*
 * clone3 is unknown before Linux 5.3, its flag before 5.5; container profiles answer EPERM or
 * ENOSYS.
 */
static int is_refusal(long error) {
    return error == -SYS_ENOSYS || error == -SYS_EPERM || error == -SYS_EINVAL ||
           error == -SYS_E2BIG;
}

static void note_cleared(const struct task *task, int cleared) {
    if (task->handlers_cleared != NULL) {
        *task->handlers_cleared = cleared;
    }
}

/* clone3 first: under a filter clone itself may be what kills. See filtered.c. */
long task_clone(const struct task *task) {
    if (task->cgroup != NULL) {
        return clone_into_cgroup(task);
    }
    if (is_clone3_trusted()) {
        note_cleared(task, 1);
        long pid = clone_clearing(task);
        if (!is_refusal(pid)) {
            return pid;
        }
        task_distrust_clearing();
    }
    note_cleared(task, 0);
    return clone_plain(task);
}

/* Uses the call that makes the JVM's own threads: under a filter the other may kill. */
long task_start_thread(unsigned long flags, void *stack_top, void (*run)(void *), void *argument) {
    struct sys_clone_args arguments = {
        .flags = flags, .stack = (uint64_t)stack_top - STACK_SIZE, .stack_size = STACK_SIZE};
    if (filtered_any() && is_clone3_trusted()) {
        long thread = arch_clone3(&arguments, sizeof arguments, run, argument);
        if (!is_refusal(thread)) {
            return thread;
        }
    }
    return arch_clone(flags, stack_top, run, argument);
}

static long clone_kept(const struct task *task) {
    long pid = 0;
    long error = keeper_run(task, &pid);
    *task->kept = (int)-error;
    return error == 0 ? pid : error;
}

/*
 * Signals stay blocked while the child lives in our memory: a handler of the JVM that ran there
 * would take the child's thread for one of the JVM's.
 */
long task_run(const struct task *task) {
    uint64_t mask = signals_block();
    long pid = task->kept == NULL ? task_clone(task) : clone_kept(task);
    signals_restore(mask);
    if (task->blocked != NULL) {
        *task->blocked = mask == SIGNALS_UNKNOWN ? 0 : mask;
    }
    return pid;
}

void task_reap(int pid) {
    while (sys_wait4(pid, NULL, SYS_WALL) == -SYS_EINTR) {
    }
}

long task_complete(const struct task *task) {
    long pid = task_run(task);
    if (pid > 0) {
        task_reap((int)pid);
    }
    return pid;
}

int task_was_killed_by_filter(int pid) {
    struct exit_report report;
    long error = exit_await(pid, &report);
    if (error == 0 && (!report.by_signal || report.code != SYS_SIGSYS)) {
        return 0;
    }
    task_reap(pid);
    return 1;
}
