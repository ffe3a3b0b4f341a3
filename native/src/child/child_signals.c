/* Gives the program to come a clean signal state. See child.h for what may be done here. */
#include "child.h"

#include "default_signals.h"
#include "sys.h"

enum { SIGKILL_NUMBER = 9, SIGSTOP_NUMBER = 19 };

/*
 * A handler of the JVM must not run here, in the JVM's memory, once signals are unblocked. Ignored
 * signals stay ignored, as exec keeps them (nohup relies on it for SIGHUP), but for a few.
 */
static long reset(int signal) {
    const struct sys_sigaction by_default = {.handler = SYS_SIG_DFL};
    struct sys_sigaction old;
    long error = sys_rt_sigaction(signal, &by_default, &old);
    if (error < 0 || old.handler != SYS_SIG_IGN || signal_is_always_default(signal)) {
        return error;
    }
    return sys_rt_sigaction(signal, &old, NULL);
}

static int is_settable(int signal) {
    return signal != SIGKILL_NUMBER && signal != SIGSTOP_NUMBER;
}

/* If the kernel has cleared the handlers, only those that are always default remain. */
static long reset_all(int handlers_cleared) {
    for (int signal = 1; signal <= SYS_SIGNALS; signal++) {
        int wanted = handlers_cleared ? signal_is_always_default(signal) : is_settable(signal);
        long error = wanted ? reset(signal) : 0;
        if (error < 0) {
            return error;
        }
    }
    return 0;
}

/* The signals whose default is to dump core. */
static const unsigned char dumping[] = {3, 4, 5, 6, 7, 8, 11, 24, 25, 31};

/* A signal that is ignored, for an instant, is pending no more (kernel/signal.c, do_sigaction). */
static long discard(int signal) {
    const struct sys_sigaction ignored = {.handler = SYS_SIG_IGN};
    struct sys_sigaction old;
    long error = sys_rt_sigaction(signal, &ignored, &old);
    return error < 0 ? error : sys_rt_sigaction(signal, &old, NULL);
}

/*
 * A signal that came since the clone, as SIGQUIT does for a whole terminal, would be delivered with
 * the mask emptied. If it dumps core, Linux before 5.16 kills every task that shares our memory,
 * and that is the JVM; later ones write the JVM's memory to a file. It counts as having come before
 * the child was there.
 */
static long discard_dumping(int without_sigpending) {
    const uint64_t any = ~(uint64_t)0;
    uint64_t pending = any;
    if (!without_sigpending && sys_rt_sigpending(&pending) < 0) {
        pending = any;
    }
    for (unsigned i = 0; pending != 0 && i < sizeof dumping; i++) {
        long error = (pending >> (dumping[i] - 1) & 1) != 0 ? discard(dumping[i]) : 0;
        if (error < 0) {
            return error;
        }
    }
    return 0;
}

long child_signals(int handlers_cleared, int without_sigpending) {
    const uint64_t none = 0;
    long error = reset_all(handlers_cleared);
    if (error == 0) {
        error = discard_dumping(without_sigpending);
    }
    /* HotSpot of JDK 8 to 17 leaves SIGQUIT blocked in every child (JDK-8234262). */
    return error < 0 ? error : sys_rt_sigprocmask(SYS_SIG_SETMASK, &none, NULL);
}

int child_has_handlers(void) {
    for (int signal = 1; signal <= SYS_SIGNALS; signal++) {
        struct sys_sigaction action = {.handler = SYS_SIG_DFL};
        sys_rt_sigaction(signal, NULL, &action);
        if (action.handler != SYS_SIG_DFL && action.handler != SYS_SIG_IGN) {
            return 1;
        }
    }
    return 0;
}
