/* How many descriptors this process may have: its soft limit, which may change at any time. */
#ifndef PROCEX_OPEN_LIMIT_H
#define PROCEX_OPEN_LIMIT_H

#include <stdint.h>

/* A launch has found this limit. */
void open_limit_note(uint64_t open_files);

/* Asks the kernel for it. */
void open_limit_ask(void);

/* The smaller one of what the last launch and open_limit_ask have found. */
uint64_t open_limit_least(void);

#endif
