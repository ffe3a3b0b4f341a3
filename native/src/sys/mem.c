/* The functions that a compiler calls on its own, even for freestanding code (GCC manual, 2.1). */
#include <stddef.h>

void *memcpy(void *restrict to, const void *restrict from, size_t size);
void *memset(void *to, int value, size_t size);

void *memcpy(void *restrict to, const void *restrict from, size_t size) {
    char *out = to;
    const char *in = from;
    while (size-- > 0) {
        *out++ = *in++;
    }
    return to;
}

void *memset(void *to, int value, size_t size) {
    char *out = to;
    while (size-- > 0) {
        *out++ = (char)value;
    }
    return to;
}
