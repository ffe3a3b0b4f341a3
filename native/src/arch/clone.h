/* What clone.S of each CPU has. */
#ifndef PROCEX_ARCH_CLONE_H
#define PROCEX_ARCH_CLONE_H

/*
 * Starts a task that runs child(argument) on the stack that ends at stack_top. In the caller it
 * returns the task's pid or -errno; child must not return.
 */
long arch_clone(unsigned long flags, void *stack_top, void (*child)(void *), void *argument);

/* The same by clone3(2); arguments is its struct clone_args, which names the stack. */
long arch_clone3(const void *arguments, unsigned long size, void (*child)(void *), void *argument);

/* Unmaps the stack of the calling thread, of that size, and ends the thread alone. */
_Noreturn void arch_leave(void *stack, unsigned long size);

#endif
