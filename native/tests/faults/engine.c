#include "engine.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tracer_registers.h"

#ifdef __GLIBC__
#define ptrace_syscall_info __ptrace_syscall_info
#endif

enum {
    SYSCALL_STOP = SIGTRAP | 0x80,
    MOST_INTERRUPTIONS = 50, /* signals end at some time */
};

void engine_reset(struct engine *engine, const struct fault *fault) {
    memset(engine->report, 0, sizeof *engine->report);
    memset(engine->seen, 0, sizeof engine->seen);
    engine->fault = fault;
}

static struct engine_task *find(struct engine *engine, pid_t pid) {
    for (int i = 0; i < engine->tasks; i++) {
        if (engine->task[i].pid == pid) {
            return &engine->task[i];
        }
    }
    return NULL;
}

void engine_add(struct engine *engine, pid_t pid) {
    if (engine->tasks == ENGINE_MOST_TASKS) {
        fprintf(stderr, "faults: more than %d tasks at once\n", ENGINE_MOST_TASKS);
        exit(2);
    }
    engine->task[engine->tasks++] = (struct engine_task){pid, 0};
}

void engine_forget(struct engine *engine, pid_t pid) {
    struct engine_task *task = find(engine, pid);
    if (task != NULL) {
        *task = engine->task[--engine->tasks];
    }
}

void engine_kill(const struct engine *engine) {
    for (int i = 0; i < engine->tasks; i++) {
        kill(engine->task[i].pid, SIGKILL);
    }
}

long engine_options(void) {
    return PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
           PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;
}

static void go_on(const struct engine *engine, pid_t pid, int signal) {
    ptrace(engine->is_seeing ? PTRACE_SYSCALL : PTRACE_CONT, pid, NULL, (long)signal);
}

static int is_to_fail(const struct fault *fault, int number, int before) {
    if (fault == NULL || number != fault->number || before < fault->from) {
        return 0;
    }
    const int most = fault->error == EINTR ? MOST_INTERRUPTIONS : INT_MAX;
    return before - fault->from < (fault->forever ? most : 1);
}

static void stop_for_a_moment(const struct engine *engine, pid_t pid) {
    kill(pid, SIGSTOP);
    if (fork() == 0) {
        usleep(2000);
        kill(pid, SIGCONT);
        kill(engine->root, SIGCONT); /* whose thread it was, if it has ended */
        _exit(0);
    }
}

static void befall(const struct engine *engine, pid_t pid) {
    switch (engine->fault->kind) {
    case FAULT_REFUSES:
        tracer_replace(pid, -1);
        break;
    case FAULT_CLOSES:
        tracer_replace(pid, SYS_close);
        break;
    case FAULT_INTERRUPTS:
        kill(engine->root, SIGPROF);
        break;
    case FAULT_STOPS:
        stop_for_a_moment(engine, pid);
        break;
    case FAULT_KILLS:
        kill(engine->root, SIGKILL);
        break;
    case FAULT_DOES:
        break;
    }
}

static void enter(struct engine *engine, struct engine_task *task, int number) {
    const struct fault *fault = engine->fault;
    struct engine_report *report = engine->report;
    if (report->count < ENGINE_MOST_CALLS) {
        report->calls[report->count++] = number;
    }
    if (!is_to_fail(fault, number, engine->seen[number]++)) {
        return;
    }
    report->failed++;
    task->result = -fault->error;
    befall(engine, task->pid);
}

static void stop_at_call(struct engine *engine, struct engine_task *task) {
    struct ptrace_syscall_info info;
    if (ptrace(PTRACE_GET_SYSCALL_INFO, task->pid, sizeof info, &info) <= 0) {
        return; /* it has been killed meanwhile */
    }
    if (info.op == PTRACE_SYSCALL_INFO_EXIT && task->result != 0) {
        tracer_set_result(task->pid, task->result);
        task->result = 0;
    } else if (info.op == PTRACE_SYSCALL_INFO_ENTRY && engine->end != 0 &&
               info.entry.nr == engine->end) {
        engine->is_seeing = 0;
    } else if (info.op == PTRACE_SYSCALL_INFO_ENTRY && info.entry.nr < ENGINE_NUMBERS &&
               engine->is_seeing && engine->is_of_core(task->pid, info.instruction_pointer)) {
        enter(engine, task, (int)info.entry.nr);
    }
}

static void leave(struct engine *engine, pid_t pid) {
    engine_forget(engine, pid);
    ptrace(PTRACE_DETACH, pid, NULL, NULL);
}

void engine_stop(struct engine *engine, pid_t pid, int status) {
    const int signal = WSTOPSIG(status);
    const int event = status >> 16;
    if (find(engine, pid) == NULL) { /* new: this is its first stop */
        if (engine->is_followed != NULL && !engine->is_followed(pid)) {
            ptrace(PTRACE_DETACH, pid, NULL, NULL);
            return;
        }
        engine_add(engine, pid);
    }
    if (signal == SYSCALL_STOP) {
        stop_at_call(engine, find(engine, pid));
        go_on(engine, pid, 0);
    } else if (event == PTRACE_EVENT_EXEC) {
        engine->report->execs += engine->is_seeing;
        leave(engine, pid);
    } else if (event == PTRACE_EVENT_STOP && signal != SIGTRAP) {
        ptrace(PTRACE_LISTEN, pid, NULL, NULL); /* the whole group is stopped */
    } else if (event != 0) {
        go_on(engine, pid, 0);
    } else if (engine->begin != 0 && signal == engine->begin && pid == engine->root) {
        ptrace(PTRACE_SETOPTIONS, pid, NULL, engine_options());
        engine->is_seeing = 1;
        go_on(engine, pid, 0);
    } else {
        go_on(engine, pid, signal);
    }
}
