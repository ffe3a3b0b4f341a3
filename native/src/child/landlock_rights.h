/*
 * Which kinds of access to files a version (ABI) of Landlock knows; the names are those of
 * linux/landlock.h. A kernel that does not know one cannot restrict it, and refuses a ruleset with
 * it. Later versions added nothing that the settings use: ports of TCP (4) and UDP (10), scopes
 * (6), flags for logs (7, 10) and threads (8), sockets by their paths (9).
 */
#ifndef PROCEX_LANDLOCK_RIGHTS_H
#define PROCEX_LANDLOCK_RIGHTS_H

#include <stdint.h>

#define LANDLOCK_RIGHTS_AT_FIRST ((uint64_t)0x1fff)
#define LANDLOCK_RIGHT_REFER ((uint64_t)1 << 13)
#define LANDLOCK_RIGHT_TRUNCATE ((uint64_t)1 << 14)
#define LANDLOCK_RIGHT_IOCTL_DEV ((uint64_t)1 << 15)

/* Those that a path may have that is not a directory: beside the last two, execute, write, read. */
#define LANDLOCK_RIGHTS_OF_FILES                                                                   \
    ((uint64_t)0x7 | LANDLOCK_RIGHT_TRUNCATE | LANDLOCK_RIGHT_IOCTL_DEV)

static inline uint64_t landlock_rights(long abi) {
    uint64_t rights = LANDLOCK_RIGHTS_AT_FIRST;        /* Linux 5.13 */
    rights |= abi >= 2 ? LANDLOCK_RIGHT_REFER : 0;     /* Linux 5.19 */
    rights |= abi >= 3 ? LANDLOCK_RIGHT_TRUNCATE : 0;  /* Linux 6.2 */
    rights |= abi >= 5 ? LANDLOCK_RIGHT_IOCTL_DEV : 0; /* Linux 6.10 */
    return rights;
}

#endif
