/* The blocks in which ProcessImpl hands over arguments and environment: NUL after each string. */
#ifndef PROCEX_BLOCK_H
#define PROCEX_BLOCK_H

#include <stddef.h>

/*
 * Points vector[0..count-1] at the strings of block, and vector[count] at NULL. Empty strings
 * count. 0, or -EINVAL when the block ends before count strings have ended.
 */
int block_to_vector(char *block, size_t size, int count, char **vector);

#endif
