#include "exec_domain.h"

#include "sys_lockdown.h"
#include "text.h"

enum {
    RIGHT_EXECUTE = 1 << 0,
    RIGHT_REFER = 1 << 13, /* to another directory; forbidden in each domain, if it is not named */
};

/* A file that is not there now has nothing to allow: one that is made later is another file. */
static long allow(int ruleset, const char *path, uint64_t rights) {
    long fd = sys_openat(path, SYS_O_PATH | SYS_O_CLOEXEC);
    if (fd < 0) {
        return fd;
    }
    const struct sys_path_beneath rule = {rights, (int32_t)fd};
    long error = sys_landlock_add_path(ruleset, &rule);
    sys_close((int)fd);
    return error;
}

static long allow_all(int ruleset, const char *paths, size_t size, int *absent) {
    long error = allow(ruleset, "/", RIGHT_REFER);
    for (size_t at = 0; error == 0 && at < size; at += text_length(&paths[at]) + 1) {
        error = allow(ruleset, &paths[at], RIGHT_EXECUTE);
        if (error == -SYS_ENOENT || error == -SYS_ENOTDIR) {
            (*absent)++;
            error = 0;
        }
    }
    return error;
}

long exec_domain_make(const char *paths, size_t size, int *absent) {
    const uint64_t handled = RIGHT_EXECUTE | RIGHT_REFER;
    long ruleset = sys_landlock_create_ruleset(&handled, sizeof handled, 0);
    if (ruleset < 0) {
        return ruleset;
    }
    long error = allow_all((int)ruleset, paths, size, absent);
    if (error < 0) {
        sys_close((int)ruleset);
        return error;
    }
    return ruleset;
}

/* Without CAP_SYS_ADMIN it takes no_new_privs. */
long exec_domain_enter(int ruleset) {
    long error = sys_landlock_restrict_self(ruleset);
    if (error == -SYS_EPERM && sys_prctl(SYS_PR_SET_NO_NEW_PRIVS, 1) == 0) {
        error = sys_landlock_restrict_self(ruleset);
    }
    return error;
}

long exec_domain_enter_all(int ruleset) {
    long error = sys_landlock_restrict_all(ruleset);
    if (error == -SYS_EPERM && sys_prctl(SYS_PR_SET_NO_NEW_PRIVS, 1) == 0) {
        error = sys_landlock_restrict_all(ruleset);
    }
    return error;
}
