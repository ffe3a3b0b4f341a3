/* The argument blocks of ProcessImpl, taken apart. */
#include "block.h"

#include <errno.h>

#include "check.h"

static void splits_at_each_nul(void) {
    char block[] = "a\0bc\0";
    char *vector[3];
    CHECK_EQ(block_to_vector(block, 5, 2, vector), 0);
    CHECK_TEXT(vector[0], "a");
    CHECK_TEXT(vector[1], "bc");
    CHECK_EQ(vector[2] == NULL, 1);
}

static void keeps_empty_strings(void) {
    char block[] = "\0x\0\0";
    char *vector[4];
    CHECK_EQ(block_to_vector(block, 4, 3, vector), 0);
    CHECK_TEXT(vector[0], "");
    CHECK_TEXT(vector[1], "x");
    CHECK_TEXT(vector[2], "");
}

static void accepts_no_strings_at_all(void) {
    char *vector[1];
    CHECK_EQ(block_to_vector(NULL, 0, 0, vector), 0);
    CHECK_EQ(vector[0] == NULL, 1);
}

static void refuses_a_block_that_ends_too_early(void) {
    char block[] = {'a', '\0', 'b'};
    char *vector[3];
    CHECK_EQ(block_to_vector(block, 3, 2, vector), -EINVAL);
    CHECK_EQ(block_to_vector(block, 2, 2, vector), -EINVAL);
}

/* Each length around that of a word, at each place in one, out of the bytes around 0 and 128. */
static void finds_each_end_wherever_in_a_word_it_is(void) {
    const char bytes[] = {(char)0x01, (char)0x7f, (char)0x80, (char)0x81, (char)0xff};
    for (int first = 0; first < 17; first++) {
        for (int second = 0; second < 17; second++) {
            char block[40];
            char *vector[3];
            size_t size = (size_t)(first + second + 2);
            for (size_t i = 0; i < size; i++) {
                block[i] = bytes[i % sizeof bytes];
            }
            block[first] = block[size - 1] = '\0';
            CHECK_EQ(block_to_vector(block, size, 2, vector), 0);
            CHECK_EQ(vector[1] - vector[0], first + 1);
            CHECK_EQ(block_to_vector(block, size - 1, 2, vector), -EINVAL);
        }
    }
}

static const struct check_case cases[] = {
    CASE(splits_at_each_nul),
    CASE(keeps_empty_strings),
    CASE(accepts_no_strings_at_all),
    CASE(refuses_a_block_that_ends_too_early),
    CASE(finds_each_end_wherever_in_a_word_it_is),
};

CHECK_MAIN(cases)
