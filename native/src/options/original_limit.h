/*
 * The soft limit on open files that the JVM was started with. HotSpot raises it to the hard limit
 * (MaxFDLimit) and keeps no record, so the evidence is the parent, from which it came.
 */
#ifndef PROCEX_ORIGINAL_LIMIT_H
#define PROCEX_ORIGINAL_LIMIT_H

#include <stdint.h>

/* 0 if it cannot be told. */
uint64_t original_limit(void);

#endif
