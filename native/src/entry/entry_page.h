/*
 * The native entry reports its state here to the commands list, status and doctor, which look into
 * the process. There is no Java code of ours to ask. So a file of memory holds the page
 * (memory_file.h), found by its name among the descriptors. The entry never reads it back.
 */
#ifndef PROCEX_ENTRY_PAGE_H
#define PROCEX_ENTRY_PAGE_H

#include <stdint.h>

#include "note.h"

#define ENTRY_PAGE_NAME "procex-entry"

/* The places are known to io.procex.agent.cli.NativeEntry. */
struct entry_page {
    uint64_t launched; /* by the core */
    uint64_t failed;   /* the program could not be executed: the JDK has said so */
    uint64_t handed;   /* to the JDK for any other reason */
    uint64_t rung;     /* of the last launch and 1 more; 0: none yet */
    uint64_t step;     /* what failed of the launch that was handed over last, and its errno */
    uint64_t error;
    char text[4096 - 6 * sizeof(uint64_t)]; /* lines NAME: VALUE, and a NUL */
};

/* Makes it visible; if that cannot be it is there for us alone. */
void entry_page_open(void);

/* Always there. */
struct entry_page *entry_page(void);

/*
 * True if another copy of this library has made such a page in this process before this one. Reads
 * all mappings. False without /proc.
 */
int entry_page_of_another(void);

/* Puts this text in the place of the one that is there. */
void entry_page_tell(const char *text);

#endif
