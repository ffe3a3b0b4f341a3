/*
 * The frame of the fuzz targets. Each copies its input to memory of just that size, so that
 * AddressSanitizer sees the first byte that is read or written beside it.
 */
#ifndef PROCEX_FUZZ_H
#define PROCEX_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Not assert, which a release build would leave out. */
#define FUZZ_HOLDS(condition)                                                                      \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);         \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

static inline void *fuzz_copy(const void *data, size_t size) {
    char *copy = malloc(size > 0 ? size : 1);
    FUZZ_HOLDS(copy != NULL);
    return size > 0 ? memcpy(copy, data, size) : copy;
}

/* As fuzz_copy, with a NUL after the last byte. */
static inline char *fuzz_text(const void *data, size_t size) {
    char *copy = malloc(size + 1);
    FUZZ_HOLDS(copy != NULL);
    if (size > 0) {
        memcpy(copy, data, size);
    }
    copy[size] = '\0';
    return copy;
}

#endif
