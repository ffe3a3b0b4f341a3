#include "open_limit.h"

static uint64_t seen = ~(uint64_t)0;

void open_limit_note(uint64_t open_files) {
    __atomic_store_n(&seen, open_files, __ATOMIC_RELAXED);
}

uint64_t open_limit_seen(void) {
    return __atomic_load_n(&seen, __ATOMIC_RELAXED);
}
