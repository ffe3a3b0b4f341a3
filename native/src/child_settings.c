/* Walks through the settings of this launch. See child.h for what may be done here. */
#include "child_settings.h"

#include "sys_settings.h"

static long working_directory(const struct setting *setting, const struct spawn_request *request) {
    return request->dir == NULL ? sys_chdir((const char *)setting->value) : 0;
}

static long ignore_sigpipe(void) {
    const struct sys_sigaction ignored = {.handler = SYS_SIG_IGN};
    return sys_rt_sigaction(SYS_SIGPIPE, &ignored, NULL);
}

static long apply(const struct setting *setting, const struct spawn_request *request) {
    switch (setting->knob) {
    case KNOB_DIE_WITH_PARENT:
        return child_die_with_parent(setting, request->settings->parent);
    case KNOB_OOM_SCORE_ADJUST:
        return child_oom_score(setting);
    case KNOB_NICE:
        return sys_setpriority((int)setting->value[0]);
    case KNOB_CPU_SCHEDULING_POLICY:
        return child_scheduling(setting);
    case KNOB_CPU_AFFINITY:
        return child_affinity(setting);
    case KNOB_IO_SCHEDULING_CLASS:
        return sys_ioprio_set((int)setting->value[0]);
    case KNOB_UMASK:
        sys_umask((int)setting->value[0]);
        return 0;
    case KNOB_WORKING_DIRECTORY:
        return working_directory(setting, request);
    case KNOB_NO_NEW_PRIVILEGES:
        return child_no_new_privileges();
    case KNOB_READ_ONLY_PATHS:
    case KNOB_READ_WRITE_PATHS:
    case KNOB_EXEC_PATHS:
        return child_landlock(setting);
    case KNOB_IGNORE_SIGPIPE:
        return ignore_sigpipe();
    case KNOB_SYSTEM_CALL_FILTER:
        return child_filter(setting);
    case KNOB_LIMIT_NOFILE:
        return 0; /* of child_limits, later: some of the others need descriptors */
    default:
        return setting->knob >= KNOB_LIMIT ? child_limit(setting) : 0; /* else: the parent's */
    }
}

/* What must come when all is done but exec: signals are reset before, and a filter forbids calls.
 */
static int is_last(const struct setting *setting) {
    return setting->knob == KNOB_IGNORE_SIGPIPE || setting->knob == KNOB_SYSTEM_CALL_FILTER;
}

static long apply_those(const struct spawn_request *request, int last) {
    const struct setting *setting = NULL;
    while ((setting = settings_next(request->settings, setting)) != NULL) {
        if (is_last(setting) != last) {
            continue;
        }
        long error = apply(setting, request);
        if (error < 0 && settings_failed(request->settings, setting, error) < 0) {
            return error;
        }
    }
    return 0;
}

long child_settings(const struct spawn_request *request) {
    return request->settings == NULL ? 0 : apply_those(request, 0);
}

long child_last_settings(const struct spawn_request *request) {
    return request->settings == NULL ? 0 : apply_those(request, 1);
}
