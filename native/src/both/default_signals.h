/* The signals that no child ignores, whatever the JVM does with them. */
#ifndef PROCEX_DEFAULT_SIGNALS_H
#define PROCEX_DEFAULT_SIGNALS_H

#include "sys.h"

/*
 * SIGPIPE becomes default, as JDK 26 does (JDK-8364611), and so do the two that glibc keeps for its
 * threads; its posix_spawn leaves them ignored in every child, down to grandchildren.
 */
static inline int signal_is_always_default(int signal) {
    enum { GLIBC_CANCEL = 32, GLIBC_SETXID = 33 };
    return signal == SYS_SIGPIPE || signal == GLIBC_CANCEL || signal == GLIBC_SETXID;
}

#endif
