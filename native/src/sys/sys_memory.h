/* Kernel calls for memory and futexes; see sys.h. */
#ifndef PROCEX_SYS_MEMORY_H
#define PROCEX_SYS_MEMORY_H

#include <asm/unistd.h>
#include <stddef.h>
#include <stdint.h>

#include "syscall.h"
#include "sys_time.h"

enum {
    SYS_PROT_NONE = 0,
    SYS_PROT_READ = 1,
    SYS_PROT_WRITE = 2,
    SYS_PROT_READ_WRITE = 3,
    SYS_PROT_EXEC = 4,
    SYS_MAP_PRIVATE_ANONYMOUS = 0x22,
    SYS_MAP_POPULATE = 0x8000,
    SYS_FUTEX_WAIT = 0,
    SYS_FUTEX_WAKE = 1,
    SYS_FUTEX_WAIT_PRIVATE = 0x80,
    SYS_FUTEX_WAKE_PRIVATE = 0x81,
};

/* An address as a result, or -errno. */
static inline int sys_is_error(long result) {
    enum { MAX_ERRNO = 4095 };
    return result < 0 && result >= -MAX_ERRNO;
}

static inline long sys_mmap(size_t size, int protection) {
    return arch_syscall6(__NR_mmap, 0, (long)size, protection, SYS_MAP_PRIVATE_ANONYMOUS, -1, 0);
}

/* Maps all pages at once, which is cheaper than a fault for each that is written to. */
static inline long sys_mmap_populated(size_t size, int protection) {
    return arch_syscall6(__NR_mmap, 0, (long)size, protection,
                         SYS_MAP_PRIVATE_ANONYMOUS | SYS_MAP_POPULATE, -1, 0);
}

/* Memory of an open file, of which nothing can be read or written. */
static inline long sys_mmap_name(int fd, size_t size) {
    const int private_mapping = 2;
    return arch_syscall6(__NR_mmap, 0, (long)size, 0, private_mapping, fd, 0);
}

static inline long sys_mprotect(void *start, size_t size, int protection) {
    return arch_syscall3(__NR_mprotect, (long)start, (long)size, protection);
}

/* Puts what lies at from in the place of what lies at to. */
static inline long sys_mremap_to(void *from, size_t size, void *to) {
    const long may_move_to_fixed = 1 | 2;
    return arch_syscall6(__NR_mremap, (long)from, (long)size, (long)size, may_move_to_fixed,
                         (long)to, 0);
}

static inline long sys_munmap(void *start, size_t size) {
    return arch_syscall3(__NR_munmap, (long)start, (long)size, 0);
}

static inline long sys_futex_wait(uint32_t *word, uint32_t expected, struct sys_timespec *timeout) {
    return arch_syscall4(__NR_futex, (long)word, SYS_FUTEX_WAIT_PRIVATE, expected, (long)timeout);
}

static inline long sys_futex_wake(uint32_t *word, int waiters) {
    return arch_syscall4(__NR_futex, (long)word, SYS_FUTEX_WAKE_PRIVATE, waiters, 0);
}

/* For a word that the kernel wakes too: CLONE_CHILD_CLEARTID's. */
static inline long sys_futex_wait_shared(uint32_t *word, uint32_t expected,
                                         struct sys_timespec *timeout) {
    return arch_syscall4(__NR_futex, (long)word, SYS_FUTEX_WAIT, expected, (long)timeout);
}

static inline long sys_futex_wake_shared(uint32_t *word, int waiters) {
    return arch_syscall4(__NR_futex, (long)word, SYS_FUTEX_WAKE, waiters, 0);
}

#endif
