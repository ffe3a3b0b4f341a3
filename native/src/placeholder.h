/*
 * What the reserved descriptors are copies of: the read end of a pipe without a writer. It is
 * always there, costs next to nothing, can do no harm where it leaks, and its inode is known to us
 * alone.
 */
#ifndef PROCEX_PLACEHOLDER_H
#define PROCEX_PLACEHOLDER_H

/* Opens it, at first with the lowest free number from 3 on; not where it is open. 0 or -errno. */
long placeholder_open(void);

/* Its number: an open descriptor that may be copied from. */
int placeholder_number(void);

/* Goes on with this copy of it, and closes the one before. */
void placeholder_move(int fd);

void placeholder_close(void);

/* Whether that number is a copy of it. */
int placeholder_is(int fd);

/* Has that number be a copy, whatever it was; closes it where that cannot be. */
void placeholder_fill(int fd);

/* A copy, with the lowest free number from there on; or -errno. */
long placeholder_copy(unsigned from);

#endif
