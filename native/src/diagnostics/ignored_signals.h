/* Signals that the JVM ignores and its children do not. */
#ifndef PROCEX_IGNORED_SIGNALS_H
#define PROCEX_IGNORED_SIGNALS_H

#include <stdint.h>

/* The signals that are ignored now and would not be in a child: bit N-1 for signal N. */
uint64_t ignored_signals_not_inherited(void);

#endif
