/* Kernel calls that only groups of cgroup v2 need; see sys.h. */
#ifndef PROCEX_SYS_CGROUP_H
#define PROCEX_SYS_CGROUP_H

#include "sys.h"

enum { SYS_DT_DIR = 4 };

static inline long sys_mkdir_in(int directory, const char *name) {
    const int mode = 0755;
    return arch_syscall3(__NR_mkdirat, directory, (long)name, mode);
}

static inline long sys_rmdir_in(int directory, const char *name) {
    const int at_removedir = 0x200;
    return arch_syscall3(__NR_unlinkat, directory, (long)name, at_removedir);
}

#endif
