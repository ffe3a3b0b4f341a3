/* Where the library lies in a JVM, by its mappings. */
#ifndef PROCEX_FAULTS_CORE_PAGES_H
#define PROCEX_FAULTS_CORE_PAGES_H

#include <stdint.h>
#include <sys/types.h>

/* True if that instruction is the library's. */
int core_pages_have(pid_t pid, uint64_t instruction);

/* For another JVM. */
void core_pages_forget(void);

#endif
