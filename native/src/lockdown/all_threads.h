/* Makes each thread of this process do something, as only a thread itself can do it. */
#ifndef PROCEX_ALL_THREADS_H
#define PROCEX_ALL_THREADS_H

/*
 * Interrupts all threads but the calling one by a signal, one after another, and also those that
 * they start meanwhile, until none is left. In each, act runs within the signal's handler and
 * returns 0 or -errno. Returns how many have done it, or -errno: of act, of the kernel, -EBUSY if
 * there is no free signal, -ETIMEDOUT if a thread blocks it. count: how many have done it in any
 * case.
 */
long all_threads_do(long (*act)(int), int argument, int *count);

/*
 * Does what can fail beforehand, on the calling thread alone. 0, or -errno: of the kernel, -EBUSY
 * if there is no free signal, -ETIMEDOUT if this thread blocks it.
 */
long all_threads_rehearse(void);

#endif
