/* A byte that says how many strings there are, and the block. */
#include "block.h"

#include "fuzz.h"

static int strings_in(const char *block, size_t size) {
    int strings = 0;
    for (size_t i = 0; i < size; i++) {
        strings += block[i] == '\0';
    }
    return strings;
}

static void check(char *block, size_t size, int count) {
    char **vector = malloc(((size_t)count + 1) * sizeof(char *));
    FUZZ_HOLDS(vector != NULL);
    long error = block_to_vector(block, size, count, vector);
    FUZZ_HOLDS((error == 0) == (strings_in(block, size) >= count));
    const char *expected = block;
    for (int i = 0; error == 0 && i < count; i++) {
        FUZZ_HOLDS(vector[i] == expected);
        expected += strlen(expected) + 1;
    }
    FUZZ_HOLDS(error != 0 || vector[count] == NULL);
    free(vector);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size > 0) {
        char *block = fuzz_copy(data + 1, size - 1);
        check(block, size - 1, data[0]);
        free(block);
    }
    return 0;
}
