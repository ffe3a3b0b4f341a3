#include "task.h"

#include "sys.h"

/*
 * Signals stay blocked while the child lives on our memory: a handler of the JVM that ran in it
 * would take the child's thread for one of the JVM's. All 64, with those that glibc keeps to
 * itself and that its own sigprocmask would leave out.
 */
long task_run(unsigned long flags, void *stack_top, void (*child)(void *), void *argument) {
    const uint64_t all = ~(uint64_t)0;
    uint64_t mask = 0;
    sys_rt_sigprocmask(SYS_SIG_SETMASK, &all, &mask);
    long pid = arch_clone(SYS_CLONE_VM | SYS_CLONE_VFORK | flags, stack_top, child, argument);
    sys_rt_sigprocmask(SYS_SIG_SETMASK, &mask, NULL);
    return pid;
}

void task_reap(int pid) {
    while (sys_wait4(pid, NULL, SYS_WALL) == -SYS_EINTR) {
    }
}
