/*
 * Which of the newer calls that only rules about programs need are spoilt by a seccomp filter: it
 * may kill for them, also the JVM itself (see probe.h), or answer by an errno that means something
 * else. Without a filter, a kernel that lacks one says ENOSYS.
 */
#ifndef PROCEX_FILTERED_H
#define PROCEX_FILTERED_H

/* Thread-safe; the first call tries all of them in children where there is a filter at all. */
int filtered_openat2(void);
int filtered_faccessat2(void);
int filtered_execveat(void);

#endif
