/* The group of cgroup v2 in which a child starts. */
#include "leaf_make.h"
#include "settings_parent.h"
#include "sys.h"

static long open_slice(struct settings *settings) {
    const struct setting *slice = settings_find(settings, SETTING_SLICE);
    if (slice == NULL) {
        return 0;
    }
    const int flags = SYS_O_PATH | SYS_O_DIRECTORY | SYS_O_CLOEXEC;
    long fd = sys_openat((const char *)slice->value, flags);
    if (fd < 0) {
        return settings_failed(settings, slice, fd);
    }
    settings->cgroup = (int)fd;
    return 0;
}

long settings_open_cgroup(struct settings *settings) {
    long error = leaf_make(settings);
    return error < 0 || settings->cgroup >= 0 ? error : open_slice(settings);
}

void settings_close_cgroup(struct settings *settings) {
    if (settings->cgroup >= 0) {
        sys_close(settings->cgroup);
        settings->cgroup = -1;
    }
}
