/*
 * Which files the program may read, write and execute. See child.h for what may be done here. The
 * ruleset is made here, and not once in the parent: a path means what lies there at the launch, and
 * no descriptor has to come through the closing of all others.
 */
#include "child_settings.h"

#include "landlock_rights.h"
#include "sys_settings.h"

/* 0, also if a path that need not be there is not. */
static long allow(int ruleset, const struct settings_path *path, uint64_t handled) {
    long fd = sys_openat(path->path, SYS_O_PATH | SYS_O_CLOEXEC);
    if (fd < 0) {
        return fd == -SYS_ENOENT && path->optional ? 0 : fd;
    }
    struct sys_path_beneath rule = {path->rights & handled, (int32_t)fd};
    long error = rule.rights == 0 ? 0 : sys_landlock_add_path(ruleset, &rule);
    if (error == -SYS_EINVAL) { /* not a directory */
        rule.rights &= LANDLOCK_RIGHTS_OF_FILES;
        error = rule.rights == 0 ? 0 : sys_landlock_add_path(ruleset, &rule);
    }
    sys_close((int)fd);
    return error;
}

static long allow_all(int ruleset, const struct setting *setting, uint64_t handled) {
    const struct settings_path *path = (const void *)&setting->value[2];
    long result = 0;
    for (uint64_t left = setting->value[1]; left > 0; left--) {
        long error = allow(ruleset, path, handled);
        result = error < 0 ? error : result;
        path = (const void *)(path->path + path->size);
    }
    return result;
}

static long restrict_self(int ruleset) {
    long error = sys_landlock_restrict_self(ruleset);
    if (error == -SYS_EPERM && child_no_new_privileges() == 0) {
        error = sys_landlock_restrict_self(ruleset);
    }
    return error;
}

/* A path that does not exist has nothing to allow. Everything else is still restricted. */
long child_landlock(const struct setting *setting) {
    long abi = sys_landlock_create_ruleset(NULL, 0, SYS_LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 0) {
        return abi;
    }
    uint64_t handled = setting->value[0] & landlock_rights(abi);
    long ruleset = sys_landlock_create_ruleset(&handled, sizeof handled, 0);
    if (ruleset < 0) {
        return ruleset;
    }
    long missing = allow_all((int)ruleset, setting, handled);
    long error = restrict_self((int)ruleset);
    sys_close((int)ruleset);
    return error < 0 ? error : missing;
}
