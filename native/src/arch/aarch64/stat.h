/* struct stat as the kernel fills it on aarch64: asm-generic/stat.h, whose names clash with those
 * of libc.
 */
#ifndef PROCEX_ARCH_STAT_H
#define PROCEX_ARCH_STAT_H

#include <stdint.h>

struct arch_stat {
    uint64_t device;
    uint64_t inode;
    uint32_t mode;
    uint32_t links;
    uint32_t owner[6];
    uint64_t size;
    uint64_t blocks[6];
    uint64_t change_seconds;
    uint64_t change_nanoseconds;
    uint64_t others;
};

_Static_assert(sizeof(struct arch_stat) == 128, "struct stat is 128 bytes");

#endif
