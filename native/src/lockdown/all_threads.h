/* Makes each thread of this process do something, as only a thread itself can do it. */
#ifndef PROCEX_ALL_THREADS_H
#define PROCEX_ALL_THREADS_H

/* How often to look, each hundredth of a second, for what does not come: five seconds. */
enum { ALL_THREADS_LOOKS = 500 };

/*
 * Interrupts all threads but the calling one by a signal, one after another, and also those that
 * they start meanwhile, until none is left. In each, act runs within the signal's handler and
 * returns 0 or -errno. Returns 0, or -errno: of act, of the kernel, -EBUSY if there is no signal
 * that nobody uses and no thread blocks, -ETIMEDOUT if a thread does not answer. count: how many
 * have done it, in any case.
 */
long all_threads_do(long (*act)(int), int argument, int looks, int *count);

/*
 * Does what can fail beforehand, on the calling thread alone. 0, or -errno: of the kernel, -EBUSY
 * if there is no signal that nobody uses and no thread blocks.
 */
long all_threads_rehearse(int looks);

#endif
