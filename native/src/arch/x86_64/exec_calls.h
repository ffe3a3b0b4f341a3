/* The numbers by which a process on x86_64 can execute a program or make a memory file. */
#ifndef PROCEX_ARCH_EXEC_CALLS_H
#define PROCEX_ARCH_EXEC_CALLS_H

#include <linux/audit.h>

enum {
    ARCH_AUDIT = AUDIT_ARCH_X86_64,
    ARCH_AUDIT_32 = AUDIT_ARCH_I386, /* int $0x80 in a 64-bit process, too */
    ARCH_X32_BIT = 0x40000000,       /* in the number of a call of x32 */
    ARCH_EXECVE_32 = 11,
    ARCH_EXECVEAT_32 = 358,
    ARCH_MEMFD_CREATE_32 = 356,
    /* x32 has numbers of its own for these two, as their pointers are shorter. */
    ARCH_EXECVE_X32 = 520,
    ARCH_EXECVEAT_X32 = 545,
};

#endif
