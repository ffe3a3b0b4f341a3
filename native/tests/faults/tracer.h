/*
 * Runs a function in a process of its own, and makes calls of the core fail there.
 *
 *   fork ─▶ set-up, unseen ─▶ tracer_begin() ─▶ seen, and made to fail ─▶ tracer_end() ─▶ checks
 *
 * A call is the core's if its instruction is: tests call the kernel by libc alone, and the core
 * never does.
 */
#ifndef PROCEX_FAULTS_TRACER_H
#define PROCEX_FAULTS_TRACER_H

#include "engine.h"

/* In memory that the traced process shares. */
extern struct engine_report *tracer_report;

/* fault: or NULL. What became of the process as waitpid tells it, or -1 if it hung. */
int tracer_run(void (*function)(void), const struct fault *fault, unsigned seconds);

/* Called in the traced process. */
void tracer_begin(void);
void tracer_end(void);

#endif
