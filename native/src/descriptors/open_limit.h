/* How many descriptors this process may have: its soft limit, which may change at any time. */
#ifndef PROCEX_OPEN_LIMIT_H
#define PROCEX_OPEN_LIMIT_H

#include <stdint.h>

/* The last launch has found it. */
void open_limit_note(uint64_t open_files);

/* As the last launch has found it; infinite before. */
uint64_t open_limit_seen(void);

#endif
