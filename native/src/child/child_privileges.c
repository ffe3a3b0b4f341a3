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
 * The group does not exist yet: KillMode makes it, a few steps later. Both ends lie in a table that
 * the child shares with keeper.c's thread alone, or has a copy of.
 */
long child_tie(const struct spawn_request *request) {
    struct settings *settings = request->settings;
    if (settings == NULL || !settings->is_tied) {
        return 0;
    }
    const struct setting *setting = settings_find(settings, SETTING_DIE_WITH_PARENT);
    const int group = -(int)sys_getpid();
    long error = 0;
    settings->now = setting->number;
    for (int i = 0; i < 2 && error == 0; i++) {
        error = sys_fcntl(settings->ends[i], SYS_F_SETOWN, group);
    }
    return error < 0 ? settings_failed(settings, setting, error) : 0;
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
