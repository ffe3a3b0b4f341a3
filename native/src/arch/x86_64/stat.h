/* struct stat as the kernel fills it on x86_64: asm/stat.h, whose names clash with those of libc.
 */
#ifndef PROCEX_ARCH_STAT_H
#define PROCEX_ARCH_STAT_H

#include <stdint.h>

struct arch_stat {
    uint64_t device;
    uint64_t inode;
    uint64_t links;
    uint32_t mode;
    uint32_t others[29];
};

_Static_assert(sizeof(struct arch_stat) == 144, "struct stat is 144 bytes");

#endif
