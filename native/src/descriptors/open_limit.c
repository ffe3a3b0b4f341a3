#include "open_limit.h"

#include "sys.h"

/* Infinite before it is known. */
static uint64_t seen = ~(uint64_t)0;
static uint64_t asked = ~(uint64_t)0;

void open_limit_note(uint64_t open_files) {
    __atomic_store_n(&seen, open_files, __ATOMIC_RELAXED);
}

void open_limit_ask(void) {
    struct sys_rlimit limit;
    if (sys_prlimit64(SYS_RLIMIT_NOFILE, NULL, &limit) == 0) {
        __atomic_store_n(&asked, limit.soft, __ATOMIC_RELAXED);
    }
}

uint64_t open_limit_least(void) {
    uint64_t by_launch = __atomic_load_n(&seen, __ATOMIC_RELAXED);
    uint64_t by_kernel = __atomic_load_n(&asked, __ATOMIC_RELAXED);
    return by_launch < by_kernel ? by_launch : by_kernel;
}
