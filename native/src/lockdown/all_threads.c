#include "all_threads.h"

#include "sigreturn.h"
#include "sys_lockdown.h"
#include "text.h"

#define TASKS "/proc/self/task"

enum {
    MOST = 8000, /* threads, in the memory that is mapped for it */
    MOST_PASSES = 100,
    LOOK_NANOSECONDS = 10 * 1000 * 1000,
    MOST_LOOKS = 500, /* five seconds */
};

/* Mapped, and left there if a thread has not answered: it may still do so. */
struct order {
    long (*act)(int);
    int argument;
    int pid;
    uint32_t answered;
    long result;
    int signal;
    int count;
    int done[MOST];
};

/*
 * It runs in a thread that knows nothing of it. A signal that another process has sent carries no
 * order.
 */
static void on_signal(int signal, const struct sys_queued_signal *info, void *context) {
    (void)signal;
    (void)context;
    if (info->code != SYS_SI_QUEUE || info->pid != (int)sys_getpid() || info->value == NULL) {
        return;
    }
    struct order *order = info->value;
    order->result = order->act(order->argument);
    __atomic_store_n(&order->answered, 1, __ATOMIC_RELEASE);
    sys_futex_wake(&order->answered, 1);
}

/* The highest that nobody handles or ignores; -EBUSY if there is none. */
static long free_signal(void) {
    for (int signal = SYS_SIGRTMAX; signal >= SYS_SIGRTMIN; signal--) {
        struct sys_sigaction action;
        if (sys_rt_sigaction(signal, NULL, &action) == 0 && action.handler == SYS_SIG_DFL) {
            return signal;
        }
    }
    return -SYS_EBUSY;
}

/* A thread that ends blocks all signals before, and so never answers. */
static int has_ended(const struct order *order, int thread) {
    const struct sys_queued_signal nothing = {.code = SYS_SI_QUEUE};
    return sys_signal_thread(order->pid, thread, 0, &nothing) == -SYS_ESRCH;
}

static long await(struct order *order, int thread) {
    struct sys_timespec look = {0, LOOK_NANOSECONDS};
    for (int i = 0; i < MOST_LOOKS; i++) {
        if (__atomic_load_n(&order->answered, __ATOMIC_ACQUIRE)) {
            return order->result;
        }
        if (sys_futex_wait(&order->answered, 0, &look) == -SYS_ETIMEDOUT &&
            has_ended(order, thread)) {
            return 0;
        }
    }
    return __atomic_load_n(&order->answered, __ATOMIC_ACQUIRE) ? order->result : -SYS_ETIMEDOUT;
}

static int is_done(const struct order *order, int thread) {
    for (int i = 0; i < order->count; i++) {
        if (order->done[i] == thread) {
            return 1;
        }
    }
    return 0;
}

/* 0 also if the thread has ended. */
static long order_thread(struct order *order, int thread) {
    if (order->count == MOST) {
        return -SYS_E2BIG;
    }
    const struct sys_queued_signal info = {
        .signal = order->signal, .code = SYS_SI_QUEUE, .pid = order->pid, .value = order};
    __atomic_store_n(&order->answered, 0, __ATOMIC_RELEASE);
    long error = sys_signal_thread(order->pid, thread, order->signal, &info);
    if (error == -SYS_ESRCH) {
        return 0;
    }
    error = error < 0 ? error : await(order, thread);
    if (error == 0) {
        order->done[order->count++] = thread;
    }
    return error;
}

static int number(const char *text) {
    int value = 0;
    for (; *text >= '0' && *text <= '9'; text++) {
        value = value * 10 + (*text - '0');
    }
    return *text == '\0' ? value : 0;
}

/* All threads that are listed now. Returns how many of them were new, or -errno. */
static long pass(struct order *order) {
    char entries[4096] __attribute__((aligned(8)));
    const int self = (int)sys_gettid();
    const int before = order->count;
    long size;
    long error = 0;
    long fd = sys_openat(TASKS, SYS_O_RDONLY | SYS_O_DIRECTORY | SYS_O_CLOEXEC);
    if (fd < 0) {
        return fd;
    }
    while (error == 0 && (size = sys_getdents64((int)fd, entries, sizeof entries)) != 0) {
        error = size < 0 ? size : 0;
        for (long at = 0; error == 0 && at < size;) {
            const struct sys_dirent *entry = (const void *)&entries[at];
            int thread = number(entry->name);
            at += entry->length;
            if (thread > 0 && thread != self && !is_done(order, thread)) {
                error = order_thread(order, thread);
            }
        }
    }
    sys_close((int)fd);
    return error < 0 ? error : order->count - before;
}

/*
 * A thread that is not done may have started another one behind the list; one that is done starts
 * none that is not. So it is over when a pass finds nobody new.
 */
static long pass_until_done(struct order *order) {
    long found = 1;
    for (int i = 0; found > 0 && i < MOST_PASSES; i++) {
        found = pass(order);
    }
    return found > 0 ? -SYS_EAGAIN : found;
}

static long nothing(int unused) {
    (void)unused;
    return 0;
}

/* A signal to oneself arrives before the call returns, unless it is blocked. */
static long rehearse(struct order *order) {
    const struct sys_queued_signal info = {
        .signal = order->signal, .code = SYS_SI_QUEUE, .pid = order->pid, .value = order};
    long error = sys_signal_thread(order->pid, (int)sys_gettid(), order->signal, &info);
    if (error < 0) {
        return error;
    }
    return __atomic_load_n(&order->answered, __ATOMIC_ACQUIRE) ? 0 : -SYS_ETIMEDOUT;
}

static long with_handler(struct order *order, long (*give)(struct order *)) {
    const struct sys_sigaction ours = {
        (void *)on_signal, SYS_SA_SIGINFO | SYS_SA_ONSTACK | SYS_SA_RESTART | ARCH_SA_RESTORER,
        (void *)arch_sigreturn, ~(uint64_t)0};
    const struct sys_sigaction ignored = {.handler = SYS_SIG_IGN};
    const struct sys_sigaction usual = {.handler = SYS_SIG_DFL};
    long error = sys_rt_sigaction(order->signal, &ours, NULL);
    if (error < 0) {
        return error;
    }
    error = give(order);
    /* To ignore it throws away what is still pending: by default it would end the JVM. */
    sys_rt_sigaction(order->signal, &ignored, NULL);
    sys_rt_sigaction(order->signal, &usual, NULL);
    return error;
}

static long prepare(struct order **order, long (*act)(int), int argument) {
    const long signal = free_signal();
    const long memory = signal < 0 ? signal : sys_mmap(sizeof **order, SYS_PROT_READ_WRITE);
    if (sys_is_error(memory)) {
        return memory;
    }
    *order = (struct order *)memory;
    (*order)->act = act;
    (*order)->argument = argument;
    (*order)->pid = (int)sys_getpid();
    (*order)->signal = (int)signal;
    return 0;
}

long all_threads_do(long (*act)(int), int argument, int *count) {
    struct order *order;
    long error = prepare(&order, act, argument);
    if (error < 0) {
        return error;
    }
    error = with_handler(order, pass_until_done);
    *count = order->count;
    if (error != -SYS_ETIMEDOUT) {
        sys_munmap(order, sizeof *order);
    }
    return error;
}

long all_threads_rehearse(void) {
    struct order *order;
    long fd = sys_openat(TASKS, SYS_O_RDONLY | SYS_O_DIRECTORY | SYS_O_CLOEXEC);
    if (fd < 0) {
        return fd;
    }
    sys_close((int)fd);
    long error = prepare(&order, nothing, 0);
    if (error == 0) {
        error = with_handler(order, rehearse);
        sys_munmap(order, sizeof *order); /* what is pending has been thrown away */
    }
    return error;
}
