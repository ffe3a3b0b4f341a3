/*
 * Whether a seccomp filter would kill for the calls that only rules about programs need: the first
 * is made by the JVM itself, the second in a child that shares its memory (see probe.h).
 */
#ifndef PROCEX_FILTERED_H
#define PROCEX_FILTERED_H

/* Thread-safe; the first call tries both in children where there is a filter at all. */
int filtered_faccessat2(void);
int filtered_execveat(void);

#endif
