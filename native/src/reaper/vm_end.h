/*
 * When the JVM ends, HotSpot stops all threads, and waits up to 300 ms, in steps of 10, for those
 * in native code (VM_Exit::wait_for_threads_in_native_to_block, JDK 8 to 28). The JDK's own threads
 * are there only while a child lives; a thread that waits here would stay a minute longer. So such
 * a thread is called back as soon as the JVM is about to end. Then it checks now and again, and
 * waits in Java in between.
 */
#ifndef PROCEX_VM_END_H
#define PROCEX_VM_END_H

/*
 * The calling thread is about to wait for this set of reaper.h, and calls vm_end_has_begun before
 * it does. Returns a place for vm_end_leave.
 */
int vm_end_enter(int set);

/* It goes back to Java. */
void vm_end_leave(int place);

/* True for the first caller alone. That one subscribes to the end of the JVM. */
int vm_end_expect(void);

/* True if no thread may wait in native code any more. */
int vm_end_has_begun(void);

/* Wakes all of them, and waits until they have left; for some milliseconds at most. */
void vm_end_begin(void);

#endif
