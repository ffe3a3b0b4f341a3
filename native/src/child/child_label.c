/* The label that a security module gives the program. See child.h for what may be done here. */
#include "child_settings.h"

#include "sys_settings.h"
#include "text.h"

/*
 * What is written holds for the next exec of this task alone. The child writes before it gets
 * no_new_privs, like systemd; Landlock and a filter, which come later, may deny these calls.
 *
 * Everybody may open these files, also if the JVM may not be dumped: the kernel looks at who
 * writes. The child is a process of its own, so /proc/self is the child; and AppArmor lets a
 * confined JVM write to /proc/PID/attr (rule change_profile), but not to /proc/PID/task/TID/attr,
 * which /proc/thread-self leads to.
 */
#define OF_APPARMOR "/proc/self/attr/apparmor/exec"
#define OF_ANY_MODULE "/proc/self/attr/exec"

static long open_file(const char *path) {
    return sys_openat(path, SYS_O_WRONLY | SYS_O_CLOEXEC);
}

/* EINVAL if the module is not active, ENOENT for a profile that is not loaded. */
static long write_to(long fd, const char *text, size_t size) {
    if (fd < 0) {
        return fd;
    }
    long result = sys_write((int)fd, text, size);
    sys_close((int)fd);
    return result < 0 ? result : 0;
}

/* Before Linux 5.8 the modules have one file, and the one that is active understands its own. */
long child_apparmor_profile(const struct setting *setting) {
    const char *command = (const char *)setting->value;
    long fd = open_file(OF_APPARMOR);
    return write_to(fd == -SYS_ENOENT ? open_file(OF_ANY_MODULE) : fd, command,
                    text_length(command));
}

long child_selinux_context(const struct setting *setting) {
    const char *context = (const char *)setting->value;
    return write_to(open_file(OF_ANY_MODULE), context, text_length(context) + 1);
}
