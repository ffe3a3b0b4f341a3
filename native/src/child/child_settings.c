/* Walks through the settings of this launch. See child.h for what may be done here. */
#include "child_settings.h"

#include "oom.h"
#include "sys_settings.h"

static long working_directory(const struct setting *setting, const struct spawn_request *request) {
    return request->dir == NULL ? sys_chdir((const char *)setting->value) : 0;
}

/*
 * The file is root's as long as the memory is that of a JVM that may not be dumped (a capability of
 * its file, prctl). Then the parent sets it, once exec has made the child dumpable.
 */
static long oom_score(const struct setting *setting, struct settings *settings) {
    long error = oom_score_set(OOM_SCORE_OF_SELF, setting);
    settings->oom_score_is_left = error == -SYS_EACCES;
    return settings->oom_score_is_left ? 0 : error;
}

static long ignore_sigpipe(void) {
    const struct sys_sigaction ignored = {.handler = SYS_SIG_IGN};
    return sys_rt_sigaction(SYS_SIGPIPE, &ignored, NULL);
}

/* What the program may do. One that nobody applies must not count as applied. */
static long apply_privilege(const struct setting *setting, const struct settings *settings) {
    switch (setting->number) {
    case SETTING_CAPABILITY_BOUNDING_SET:
        return child_bounding_set(setting);
    case SETTING_AMBIENT_CAPABILITIES:
        return child_ambient_capabilities(setting);
    case SETTING_KEYRING_MODE:
        return child_keyring(setting);
    case SETTING_APPARMOR_PROFILE:
        return child_apparmor_profile(setting);
    case SETTING_SELINUX_CONTEXT:
        return child_selinux_context(setting);
    case SETTING_NO_NEW_PRIVILEGES:
        return child_no_new_privileges();
    case SETTING_READ_ONLY_PATHS:
    case SETTING_READ_WRITE_PATHS:
    case SETTING_EXEC_PATHS:
        return child_landlock(setting);
    case SETTING_SYSTEM_CALL_FILTER:
        return child_filter(setting);
    default:
        return setting->number >= SETTING_LIMIT ? child_limit(setting)
                                                : child_groups(setting, settings);
    }
}

static long apply(const struct setting *setting, const struct spawn_request *request) {
    switch (setting->number) {
    case SETTING_DIE_WITH_PARENT:
        return child_die_with_parent(setting, request->settings->parent);
    case SETTING_OOM_SCORE_ADJUST:
        return oom_score(setting, request->settings);
    case SETTING_NICE:
        return sys_setpriority((int)setting->value[0]);
    case SETTING_CPU_SCHEDULING_POLICY:
        return child_scheduling(setting);
    case SETTING_CPU_AFFINITY:
        return child_affinity(setting);
    case SETTING_IO_SCHEDULING_CLASS:
        return sys_ioprio_set((int)setting->value[0]);
    case SETTING_UMASK:
        return sys_umask((int)setting->value[0]);
    case SETTING_WORKING_DIRECTORY:
        return working_directory(setting, request);
    case SETTING_IGNORE_SIGPIPE:
        return ignore_sigpipe();
    case SETTING_LIMIT_NOFILE:
        return 0; /* of child_limits, later: some of the others need descriptors */
    case SETTING_ENVIRONMENT:
    case SETTING_PASS_ENVIRONMENT:
    case SETTING_UNSET_ENVIRONMENT:
    case SETTING_TRACE:
    case SETTING_RUNTIME_MAX:
        return 0; /* the parent's */
    default:
        return apply_privilege(setting, request->settings);
    }
}

static int is_missed(const struct settings *settings, int number) {
    for (int i = 0; i < settings->failures; i++) {
        if (settings->failed[i].number == number) {
            return 1;
        }
    }
    return 0;
}

/*
 * Where exec changes the label, both modules clear the signal that DieWithParent asks for
 * (bprm_committing_creds), and nobody but the program itself could ask for it again.
 */
static long lose_signal_of_parent(const struct setting *applied, struct settings *settings) {
    const int is_label =
        applied->number == SETTING_APPARMOR_PROFILE || applied->number == SETTING_SELINUX_CONTEXT;
    const struct setting *lost = is_label ? settings_find(settings, SETTING_DIE_WITH_PARENT) : NULL;
    if (lost == NULL || is_missed(settings, lost->number)) {
        return 0;
    }
    return settings_failed(settings, lost, -SYS_EOPNOTSUPP);
}

/* These come directly before exec: signals are reset before, and a filter forbids calls. */
static int is_last(const struct setting *setting) {
    return setting->number == SETTING_IGNORE_SIGPIPE ||
           setting->number == SETTING_SYSTEM_CALL_FILTER;
}

static long apply_those(const struct spawn_request *request, int last) {
    const struct setting *setting = NULL;
    while ((setting = settings_next(request->settings, setting)) != NULL) {
        int is_killed = (request->settings->killed >> setting->number & 1) != 0;
        if (is_last(setting) != last || is_killed) {
            continue;
        }
        request->settings->now = setting->number;
        long error = apply(setting, request);
        error = error < 0 ? settings_failed(request->settings, setting, error)
                          : lose_signal_of_parent(setting, request->settings);
        if (error < 0) {
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
