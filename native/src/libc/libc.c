#include "libc.h"

#include <linux/elf.h>
#include <stdint.h>

#include "cpu.h"
#include "release.h"
#include "text.h"

enum { LONGEST_PATH = 4096, AUXV_PAGE_SIZE = 6 };

/* The beginning of link.h's struct dl_phdr_info. */
struct object {
    uintptr_t start;
    const char *file;
    const Elf64_Phdr *segments;
    uint16_t segment_count;
};

/* dlfcn.h's Dl_info: the first of its four pointers matters here. */
struct object_info {
    const char *file;
    void *base;
    const char *symbol;
    void *address;
};

__attribute__((weak)) extern char **environ;
__attribute__((weak)) extern int execve(const char *, char *const *, char *const *);
__attribute__((weak)) extern int execvp(const char *, char *const *);
__attribute__((weak)) extern int dladdr(const void *, struct object_info *);
__attribute__((weak)) extern int dl_iterate_phdr(int (*)(const struct object *, size_t, void *),
                                                 void *);
/* The POSIX variant under the name that glibc and musl share. */
__attribute__((weak)) extern int __xpg_strerror_r(int, char *, size_t);

__attribute__((weak)) extern void *dlopen(const char *, int);
__attribute__((weak)) extern void *dlsym(void *, const char *);
__attribute__((weak)) extern int dlclose(void *);

__attribute__((weak)) extern const char *gnu_get_libc_version(void);
__attribute__((weak)) extern unsigned long getauxval(unsigned long);

int libc_is_glibc_since(int major, int minor) {
    return gnu_get_libc_version != NULL && !release_is_before(gnu_get_libc_version(), major, minor);
}

size_t libc_page_size(void) {
    size_t size = getauxval == NULL ? 0 : getauxval(AUXV_PAGE_SIZE);
    return size == 0 ? ARCH_LARGEST_PAGE : size;
}

char *const *libc_environ(void) {
    return &environ == NULL ? NULL : environ;
}

static const char *value_of(const char *entry, const char *name) {
    if (!text_starts(entry, name)) {
        return NULL;
    }
    entry += text_length(name);
    return *entry == '=' ? entry + 1 : NULL;
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

static int holds(const struct object *object, uintptr_t address) {
    for (int i = 0; i < object->segment_count; i++) {
        const Elf64_Phdr *segment = &object->segments[i];
        if (segment->p_type == PT_LOAD &&
            address - (object->start + segment->p_vaddr) < segment->p_memsz) {
            return 1;
        }
    }
    return 0;
}

/* Two addresses, and whether the object that holds one of them holds both. */
struct pair {
    uintptr_t addresses[2];
    int is_found;
    int is_together;
};

static int look_into(const struct object *object, size_t size, void *argument) {
    struct pair *pair = argument;
    (void)size;
    int has_first = holds(object, pair->addresses[0]);
    int has_second = holds(object, pair->addresses[1]);
    pair->is_found = has_first || has_second;
    pair->is_together = has_first && has_second;
    return pair->is_found;
}

/* dladdr would tell too, but looks at each symbol of libc: 40 us at each start. */
static int is_interposed(uintptr_t function) {
    struct pair pair = {{function, (uintptr_t)__xpg_strerror_r}, 0, 0};
    if (function == 0 || __xpg_strerror_r == NULL || dl_iterate_phdr == NULL) {
        return 0;
    }
    dl_iterate_phdr(look_into, &pair);
    return pair.is_found && !pair.is_together;
}

/* The JDK calls execvp if the child inherits the environment, and execve otherwise. */
int libc_exec_is_interposed(void) {
    return is_interposed((uintptr_t)execve) || is_interposed((uintptr_t)execvp);
}

const char *libc_file_of(const void *address) {
    struct object_info object;
    return dladdr != NULL && dladdr(address, &object) != 0 ? object.file : NULL;
}

/* DIR/server/libjvm.so makes DIR/LIBRARY. 0 if there is no room. */
static int name_above(const char *file, const char *library, char *out, size_t size) {
    size_t length = text_length(file);
    for (int slashes = 0; slashes < 2 && length > 0; length--) {
        slashes += file[length - 1] == '/';
    }
    if (length + text_length(library) + 2 > size) {
        return 0;
    }
    char *next = text_append(out, file, length);
    *next++ = '/';
    text_append(next, library, text_length(library) + 1);
    return 1;
}

static void *symbol_in(const char *file, const char *name) {
    const int lazy = 1;
    const int only_if_loaded = 4; /* RTLD_NOLOAD */
    void *handle = dlopen(file, lazy | only_if_loaded);
    if (handle == NULL) {
        return NULL;
    }
    void *symbol = dlsym(handle, name);
    dlclose(handle);
    return symbol;
}

void *libc_symbol(const char *library, const void *neighbour, const char *name) {
    char path[LONGEST_PATH];
    if (dlopen == NULL || dlsym == NULL || dlclose == NULL) {
        return NULL;
    }
    void *symbol = symbol_in(library, name);
    const char *file = symbol == NULL ? libc_file_of(neighbour) : NULL;
    if (file != NULL && name_above(file, library, path, sizeof path)) {
        symbol = symbol_in(path, name);
    }
    return symbol;
}
