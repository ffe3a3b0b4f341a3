#include "all_threads.h"

#include "sigreturn.h"
#include "sys_lockdown.h"
#include "threads.h"

enum {
    MOST = 8000, /* threads, in the memory that is mapped for it */
    MOST_PASSES = 100,
    LOOK_NANOSECONDS = 10 * 1000 * 1000,
};

/* Mapped, and left there if a thread has not answered: it may still do so. */
struct order {
    long (*act)(int);
    int argument;
    int looks;
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

/* The highest that nobody handles or ignores, and that is not blocked; -EBUSY if there is none. */
static long free_signal(uint64_t blocked) {
    for (int signal = SYS_SIGRTMAX; signal >= SYS_SIGRTMIN; signal--) {
        struct sys_sigaction action;
        if ((blocked >> (signal - 1) & 1) == 0 && sys_rt_sigaction(signal, NULL, &action) == 0 &&
            action.handler == SYS_SIG_DFL) {
            return signal;
        }
    }
    return -SYS_EBUSY;
}

static long add_blocked(void *blocked, int thread) {
    struct thread_state state;
    long error = threads_look(thread, &state);
    if (error == 0 && !state.has_ended) {
        *(uint64_t *)blocked |= state.blocked;
    }
    return error == -SYS_ESRCH ? 0 : error;
}

/* One that no thread blocks; a thread that waits for it (sigwait, signalfd) does that too. */
static long signal_for_all(void) {
    uint64_t blocked = 0;
    long error = add_blocked(&blocked, (int)sys_gettid());
    if (error == 0) {
        error = threads_visit(add_blocked, &blocked);
    }
    return error < 0 ? error : free_signal(blocked);
}

/* A thread that starts another one, or launches, blocks all for a moment. */
static long await_signal_for_all(int looks) {
    long signal = free_signal(0);
    const int is_free = signal > 0;
    for (int i = 0; is_free && i < looks; i++) {
        struct sys_timespec look = {0, LOOK_NANOSECONDS};
        uint32_t never = 0;
        signal = signal_for_all();
        if (signal != -SYS_EBUSY) {
            break;
        }
        sys_futex_wait(&never, 0, &look);
    }
    return signal;
}

/*
 * A thread that ends blocks all signals before, and so never answers. Asked in two ways, since one
 * that lives would be left as it is.
 */
static int has_ended(int thread) {
    const struct sys_queued_signal nothing = {.code = SYS_SI_QUEUE};
    struct thread_state state;
    long error = threads_look(thread, &state);
    if (error == -SYS_ESRCH) {
        return sys_signal_thread((int)sys_getpid(), thread, 0, &nothing) == -SYS_ESRCH;
    }
    return error == 0 && state.has_ended;
}

static long await(struct order *order, int thread) {
    struct sys_timespec look = {0, LOOK_NANOSECONDS};
    for (int i = 0; i < order->looks; i++) {
        if (__atomic_load_n(&order->answered, __ATOMIC_ACQUIRE)) {
            return order->result;
        }
        if (sys_futex_wait(&order->answered, 0, &look) == -SYS_ETIMEDOUT && has_ended(thread)) {
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
static long order_thread(void *argument, int thread) {
    struct order *order = argument;
    if (is_done(order, thread)) {
        return 0;
    }
    if (order->count == MOST) {
        return -SYS_E2BIG;
    }
    const struct sys_queued_signal info = {
        .signal = order->signal, .code = SYS_SI_QUEUE, .pid = order->pid, .value = order};
    __atomic_store_n(&order->answered, 0, __ATOMIC_RELEASE);
    long error = sys_signal_thread(order->pid, thread, order->signal, &info);
    if (error == -SYS_ESRCH && has_ended(thread)) {
        return 0;
    }
    error = error < 0 ? error : await(order, thread);
    if (error == 0) {
        order->done[order->count++] = thread;
    }
    return error;
}

/*
 * A thread that is not done may have started another one behind the list; one that is done starts
 * none that is not. So it is over when a pass finds nobody new.
 */
static long pass_until_done(struct order *order) {
    for (int i = 0; i < MOST_PASSES; i++) {
        const int before = order->count;
        long error = threads_visit(order_thread, order);
        if (error < 0 || order->count == before) {
            return error;
        }
    }
    return -SYS_EAGAIN;
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

static long prepare(struct order **order, long (*act)(int), int argument, int looks) {
    const long signal = await_signal_for_all(looks);
    const long memory = signal < 0 ? signal : sys_mmap(sizeof **order, SYS_PROT_READ_WRITE);
    if (sys_is_error(memory)) {
        return memory;
    }
    *order = (struct order *)memory;
    (*order)->act = act;
    (*order)->argument = argument;
    (*order)->looks = looks;
    (*order)->pid = (int)sys_getpid();
    (*order)->signal = (int)signal;
    return 0;
}

long all_threads_do(long (*act)(int), int argument, int looks, int *count) {
    struct order *order;
    long error = prepare(&order, act, argument, looks);
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

long all_threads_rehearse(int looks) {
    struct order *order;
    long error = prepare(&order, nothing, 0, looks);
    if (error == 0) {
        error = with_handler(order, rehearse);
        sys_munmap(order, sizeof *order); /* what is pending has been thrown away */
    }
    return error;
}
