/*
 * The reserved descriptors are copies of this one: /dev/null, open for reading, as premain reserves
 * them. So a list of descriptors does not change at the first launch. Without /dev/null (a chroot)
 * it is the read end of a pipe without a writer. Neither does harm if it leaks.
 */
#ifndef PROCEX_PLACEHOLDER_H
#define PROCEX_PLACEHOLDER_H

/* Opens it, at first with the lowest free number from 3 on; not if it is open. 0 or -errno. */
long placeholder_open(void);

/* Its number: an open descriptor, which a borrower may copy. */
int placeholder_number(void);

/* Goes on with this copy of it, and closes the one before. */
void placeholder_move(int fd);

/* Closes it, at once: nobody may have borrowed it. */
void placeholder_close(void);

/* Keeps it open until placeholder_return. 0 if placeholder_retire was called before. */
int placeholder_borrow(void);
void placeholder_return(void);

/* Closes it now, or when the last borrower returns it. */
void placeholder_retire(void);

/* True if that number is a copy of it. */
int placeholder_is(int fd);

/* Closes that number if it is a copy. */
void placeholder_close_copy(int fd);

/* True if premain may have opened that number for it. */
int placeholder_may_replace(int fd);

/* Makes that number a copy, whatever it was; closes it if that fails. */
void placeholder_fill(int fd);

/* A copy, with the lowest free number from there on; or -errno. */
long placeholder_copy(unsigned from);

#endif
