#include "block.h"

#include <stdint.h>

#include "sys.h"

/*
 * The first NUL from start on, or size. Eight bytes at once: looked through one by one, a megabyte
 * of arguments takes longer than the kernel does to copy it for exec.
 */
static size_t end_of(const char *block, size_t start, size_t size) {
    const uint64_t ones = 0x0101010101010101;
    const uint64_t highest_bits = 0x8080808080808080;
    size_t end = start;
    for (uint64_t word; end + sizeof word <= size; end += sizeof word) {
        __builtin_memcpy(&word, block + end, sizeof word);
        if (((word - ones) & ~word & highest_bits) != 0) {
            break;
        }
    }
    while (end < size && block[end] != '\0') {
        end++;
    }
    return end;
}

int block_to_vector(char *block, size_t size, int count, char **vector) {
    size_t start = 0;
    for (int i = 0; i < count; i++) {
        size_t end = end_of(block, start, size);
        if (end >= size) {
            return -SYS_EINVAL;
        }
        vector[i] = block + start;
        start = end + 1;
    }
    vector[count] = NULL;
    return 0;
}
