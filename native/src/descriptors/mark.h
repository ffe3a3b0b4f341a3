/*
 * Tells descriptors of ours from those of the application, which may have our number by now: other
 * native code closes what it takes for its own.
 *
 * The mark is the signal of F_SETSIG. It belongs to the open file description, so that all copies
 * have it; no list of descriptors shows it; and it is sent to nobody, for there is no owner. The
 * numbers are those that libc keeps to itself: no application names one.
 */
#ifndef PROCEX_MARK_H
#define PROCEX_MARK_H

enum {
    MARK_PLACEHOLDER = 32, /* glibc's SIGCANCEL */
    MARK_REAPER = 33,      /* glibc's SIGSETXID, musl's SIGCANCEL */
};

/* 0; or -errno, -EINVAL if the kernel does not keep it. */
long mark_set(int fd, int mark);

int mark_is(int fd, int mark);

#endif
