/* The numbers by which a process on aarch64 can execute a program or make a memory file. */
#ifndef PROCEX_ARCH_EXEC_CALLS_H
#define PROCEX_ARCH_EXEC_CALLS_H

#include <asm/unistd.h>
#include <linux/audit.h>

enum {
    ARCH_AUDIT = AUDIT_ARCH_AARCH64,
    ARCH_AUDIT_32 = AUDIT_ARCH_ARM,
    ARCH_X32_BIT = 0, /* there is no such kind of calls */
    ARCH_EXECVE_32 = 11,
    ARCH_EXECVEAT_32 = 387,
    ARCH_MEMFD_CREATE_32 = 385,
    ARCH_EXECVE_X32 = __NR_execve,
    ARCH_EXECVEAT_X32 = __NR_execveat,
};

#endif
