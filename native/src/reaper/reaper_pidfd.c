/* Pidfds, as long as the application has descriptors to spare. */
#include "open_limit.h"
#include "reaper.h"
#include "reaper_set.h"

/*
 * Each watched process takes a descriptor, and the JDK's threads would take none. So the
 * application keeps those that it may come to need.
 */
static int is_crowded(uint64_t pidfd, int watched) {
    const uint64_t most = open_limit_least();
    const uint64_t few = most / 64;
    return pidfd >= most - most / 32 || (pidfd >= most / 4 * 3 && (uint64_t)watched >= few);
}

long reaper_pidfd(int pid, int watched) {
    long pidfd = reaper_lifted(sys_pidfd_open(pid));
    if (pidfd >= 0 && is_crowded((uint64_t)pidfd, watched)) {
        open_limit_ask(); /* the limit may be another by now */
    }
    if (pidfd >= 0 && is_crowded((uint64_t)pidfd, watched)) {
        sys_close((int)pidfd);
        return -SYS_EMFILE;
    }
    return pidfd;
}
