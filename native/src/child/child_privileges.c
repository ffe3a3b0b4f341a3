/* Limits what the program may do, and how long it lives. See child.h for what may be done here. */
#include "child_settings.h"

#include "sys_settings.h"

/* A flag of this task, not of the memory that it shares. */
long child_no_new_privileges(void) {
    return sys_prctl(SYS_PR_SET_NO_NEW_PRIVS, 1);
}

/* Without SECCOMP_FILTER_FLAG_TSYNC the filter applies to this task alone. */
long child_filter(const struct setting *setting) {
    const struct sys_filter_program program = {(uint16_t)setting->value[0], &setting->value[1]};
    long error = sys_seccomp_filter(&program);
    if (error == -SYS_EACCES && child_no_new_privileges() == 0) {
        error = sys_seccomp_filter(&program);
    }
    return error;
}

/*
 * The signal comes when the *thread* ends that made the clone: keeper.c sees to it that this one
 * lives as long as the child. If the JVM has ended before the call, the signal never comes.
 */
long child_die_with_parent(const struct setting *setting, int parent) {
    if (parent == 0) {
        return 0; /* the parent has noted that there is no such thread */
    }
    long error = sys_prctl(SYS_PR_SET_PDEATHSIG, (long)setting->value[0]);
    long now = error == 0 ? sys_getppid() : parent;
    if (now >= 0 && now != parent) { /* less than 0: a filter does not tell */
        sys_exit_group(128 + (int)setting->value[0]);
    }
    return error;
}
