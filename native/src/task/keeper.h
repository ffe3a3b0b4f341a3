/*
 * A thread of ours that launches one child, and lives as long as that does: PR_SET_PDEATHSIG comes
 * when the *thread* ends that made the clone, and a thread of the application may end at any time.
 *
 *   launching thread   clone(CLONE_THREAD) ─▶ keeper   clone(CLONE_VFORK) ─▶ child
 *                      futex ◀─────────────────────────────────────────────── exec'd or exited
 *                      goes on                 waits for the child's end, and ends
 *
 * Made by the launching thread, it has all that Linux keeps for each thread, and the child has it
 * too: affinity, scheduling, no_new_privs, seccomp filters, Landlock domains, credentials,
 * namespaces. libc and the JVM do not know it.
 */
#ifndef PROCEX_KEEPER_H
#define PROCEX_KEEPER_H

#include "task.h"

/*
 * Runs the task in such a thread, and waits until it has exec'd or exited. The caller has blocked
 * all signals, for both threads. 0 with the pid or -errno of the task in pid; or -errno if there is
 * no thread, and nothing was run.
 */
long keeper_run(const struct task *task, long *pid);

#endif
