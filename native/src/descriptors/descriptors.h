/* Lists the descriptors of this process, for records and for rules about programs. */
#ifndef PROCEX_DESCRIPTORS_H
#define PROCEX_DESCRIPTORS_H

#include <stddef.h>

struct descriptors {
    int open;
    int inheritable; /* from 3 on, without close-on-exec */
};

/*
 * Counts them, and puts the numbers of the first most inheritable ones into found. A call for each
 * that is open. 0 or -errno.
 */
long descriptors_count(struct descriptors *count, int *found, int most);

enum { DESCRIPTORS_LINK = 32 };

/* Writes /proc/self/fd/ and the number. */
void descriptors_link(int fd, char link[DESCRIPTORS_LINK]);

/* Writes the file that the descriptor refers to, as /proc/self/fd names it. 0 or -errno. */
long descriptors_target(int fd, char *out, size_t size);

#endif
