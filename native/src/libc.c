#include "libc.h"

#include "probe.h"

/* dlfcn.h's Dl_info: two of its four pointers matter here. */
struct object_info {
    const char *file;
    void *base;
    const char *symbol;
    void *address;
};

__attribute__((weak)) extern char **environ;
__attribute__((weak)) extern int execve(const char *, char *const *, char *const *);
__attribute__((weak)) extern int dladdr(const void *, struct object_info *);
/* The POSIX variant under the name that glibc and musl share. */
__attribute__((weak)) extern int __xpg_strerror_r(int, char *, size_t);

__attribute__((weak)) extern const char *gnu_get_libc_version(void);

int libc_is_glibc_since(int major, int minor) {
    return gnu_get_libc_version != NULL &&
           !probe_release_is_before(gnu_get_libc_version(), major, minor);
}

char *const *libc_environ(void) {
    return &environ == NULL ? NULL : environ;
}

static const char *value_of(const char *entry, const char *name) {
    while (*name != '\0' && *entry == *name) {
        entry++;
        name++;
    }
    return *name == '\0' && *entry == '=' ? entry + 1 : NULL;
}

const char *libc_getenv(const char *name) {
    char *const *entry = libc_environ();
    for (; entry != NULL && *entry != NULL; entry++) {
        const char *value = value_of(*entry, name);
        if (value != NULL) {
            return value;
        }
    }
    return NULL;
}

int libc_strerror(int error, char *text, size_t size) {
    if (__xpg_strerror_r == NULL || __xpg_strerror_r(error, text, size) != 0) {
        return -1;
    }
    return 0;
}

int libc_exec_is_interposed(void) {
    struct object_info exec;
    struct object_info libc;
    if (execve == NULL || dladdr == NULL || __xpg_strerror_r == NULL) {
        return 0;
    }
    if (dladdr((const void *)execve, &exec) == 0 ||
        dladdr((const void *)__xpg_strerror_r, &libc) == 0) {
        return 0;
    }
    return exec.base != libc.base;
}
