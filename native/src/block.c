#include "block.h"

#include "sys.h"

int block_to_vector(char *block, size_t size, int count, char **vector) {
    size_t start = 0;
    for (int i = 0; i < count; i++) {
        size_t end = start;
        while (end < size && block[end] != '\0') {
            end++;
        }
        if (end >= size) {
            return -SYS_EINVAL;
        }
        vector[i] = block + start;
        start = end + 1;
    }
    vector[count] = NULL;
    return 0;
}
