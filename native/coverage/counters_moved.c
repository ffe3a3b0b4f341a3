/*
 * The core moves its data out of all files (image.c), and with it the counters: what has been
 * counted since is in this process alone. Increments of other threads at that moment are lost.
 */
#include "counters.h"

#include <stdint.h>
#include <sys/mman.h>

long __real_image_leave_file(void *stack_top);
long __wrap_image_leave_file(void *stack_top);

long __wrap_image_leave_file(void *stack_top) {
    long error = __real_image_leave_file(stack_top);
    const uint64_t *own = (const uint64_t *)counters_start;
    uint64_t *shared = error < 0 ? MAP_FAILED : counters_map(NULL);
    if (shared == MAP_FAILED) {
        return error;
    }
    for (size_t i = 0; i < counters_size() / sizeof *own; i++) {
        if (own[i] > shared[i]) {
            __atomic_store_n(&shared[i], own[i], __ATOMIC_RELAXED);
        }
    }
    mremap(shared, counters_size(), counters_size(), MREMAP_MAYMOVE | MREMAP_FIXED, counters_start);
    return error;
}
