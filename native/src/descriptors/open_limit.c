#include "open_limit.h"

#include "slots_state.h"
#include "sys.h"

void open_limit_note(uint64_t open_files) {
    __atomic_store_n(&slots.limit_of_launch, open_files, __ATOMIC_RELAXED);
}

void open_limit_ask(void) {
    struct sys_rlimit limit;
    if (sys_prlimit64(SYS_RLIMIT_NOFILE, NULL, &limit) == 0) {
        __atomic_store_n(&slots.limit_asked, limit.soft, __ATOMIC_RELAXED);
    }
}

/* 0 is not known, and becomes the highest number. */
uint64_t open_limit_least(void) {
    uint64_t by_launch = __atomic_load_n(&slots.limit_of_launch, __ATOMIC_RELAXED) - 1;
    uint64_t asked = __atomic_load_n(&slots.limit_asked, __ATOMIC_RELAXED) - 1;
    uint64_t least = by_launch < asked ? by_launch : asked;
    return least == ~(uint64_t)0 ? least : least + 1;
}
