/* Gives the program to come a clean signal state. See child.h for what may be done here. */
#include "child.h"

#include "sys.h"

enum { SIGKILL_NUMBER = 9, SIGSTOP_NUMBER = 19 };

/*
 * A handler of the JVM must not run here, in the JVM's memory, once signals are unblocked. Ignored
 * signals stay ignored, as exec keeps them (nohup relies on it for SIGHUP); only SIGPIPE becomes
 * default, as JDK 26 does (JDK-8364611).
 */
static long reset(int signal) {
    const struct sys_sigaction by_default = {.handler = SYS_SIG_DFL};
    struct sys_sigaction old;
    long error = sys_rt_sigaction(signal, &by_default, &old);
    if (error < 0 || old.handler != SYS_SIG_IGN || signal == SYS_SIGPIPE) {
        return error;
    }
    return sys_rt_sigaction(signal, &old, NULL);
}

long child_signals(void) {
    const uint64_t none = 0;
    for (int signal = 1; signal <= SYS_SIGNALS; signal++) {
        if (signal == SIGKILL_NUMBER || signal == SIGSTOP_NUMBER) {
            continue;
        }
        long error = reset(signal);
        if (error < 0) {
            return error;
        }
    }
    /* HotSpot of JDK 8 to 17 leaves SIGQUIT blocked in every child (JDK-8234262). */
    return sys_rt_sigprocmask(SYS_SIG_SETMASK, &none, NULL);
}
