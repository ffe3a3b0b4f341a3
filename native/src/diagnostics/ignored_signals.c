#include "ignored_signals.h"

#include "default_signals.h"
#include "sys.h"

static int is_ignored(int signal) {
    struct sys_sigaction now = {.handler = SYS_SIG_DFL};
    sys_rt_sigaction(signal, NULL, &now);
    return now.handler == SYS_SIG_IGN;
}

uint64_t ignored_signals_not_inherited(void) {
    uint64_t ignored = 0;
    for (int signal = 1; signal <= SYS_SIGNALS; signal++) {
        if (signal_is_always_default(signal) && is_ignored(signal)) {
            ignored |= (uint64_t)1 << (signal - 1);
        }
    }
    return ignored;
}
