#include "tracer.h"

#include "../check.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { END = 9000, BEGIN = SIGUSR2 };

struct engine_report *tracer_report;

static volatile sig_atomic_t is_late;

/* The linker's: all code of this program lies between, and none of libc's. */
extern const char __executable_start[];
extern const char etext[];

static void note_late(int signal) {
    (void)signal;
    is_late = 1;
}

static int is_of_core(pid_t pid, uint64_t instruction) {
    (void)pid;
    return instruction >= (uintptr_t)__executable_start && instruction < (uintptr_t)etext;
}

/* What it leaves has to end by itself. */
static int is_left_alone(const struct engine *engine) {
    return engine->fault != NULL && engine->fault->kind == FAULT_KILLS;
}

/* Until all tasks have ended; a root that has hung is killed, and so is what it has left. */
static int follow(struct engine *engine) {
    int has_hung = 0;
    int ended = 0;
    while (engine->tasks > 0 || is_left_alone(engine)) {
        int status;
        pid_t pid = waitpid(-1, &status, __WALL);
        const int has_ended = pid == engine->root && !WIFSTOPPED(status);
        if (is_late || (has_ended && !is_left_alone(engine))) {
            has_hung |= is_late;
            is_late = 0;
            engine_kill(engine);
            check_kill_children(); /* and what is not seen any more */
        }
        if (pid < 0 && errno == ECHILD) {
            break;
        } else if (pid > 0 && WIFSTOPPED(status)) {
            engine_stop(engine, pid, status);
        } else if (pid > 0) {
            ended = pid == engine->root ? status : ended;
            engine_forget(engine, pid);
        }
    }
    return has_hung ? -1 : ended;
}

static void set_time(unsigned seconds) {
    const struct itimerval time = {{1, 0}, {(time_t)seconds, 0}};
    const struct itimerval none = {{0, 0}, {0, 0}};
    is_late = 0;
    setitimer(ITIMER_REAL, seconds == 0 ? &none : &time, NULL);
}

/* Runs it once the tracer has come. */
static void run_traced(void (*function)(void), const int start[2]) {
    char byte;
    signal(SIGALRM, SIG_DFL);
    close(start[1]);
    if (read(start[0], &byte, 1) == 1) {
        close(start[0]);
        function();
    }
    _exit(0);
}

static void fail(const char *what) {
    perror(what);
    exit(2);
}

static pid_t start_traced(void (*function)(void)) {
    int start[2];
    fflush(NULL);
    if (pipe(start) != 0) {
        fail("faults: pipe");
    }
    pid_t pid = fork();
    if (pid < 0) {
        fail("faults: fork");
    }
    if (pid == 0) {
        run_traced(function, start);
    }
    close(start[0]);
    if (ptrace(PTRACE_SEIZE, pid, NULL, (long)PTRACE_O_EXITKILL) != 0 ||
        write(start[1], "", 1) != 1) {
        fail("faults: ptrace");
    }
    close(start[1]);
    return pid;
}

int tracer_run(void (*function)(void), const struct fault *fault, unsigned seconds) {
    static struct engine engine;
    const struct sigaction late = {.sa_handler = note_late}; /* without SA_RESTART */
    if (tracer_report == NULL) {
        tracer_report = mmap(NULL, sizeof *tracer_report, PROT_READ | PROT_WRITE,
                             MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    }
    memset(&engine, 0, sizeof engine);
    engine.report = tracer_report;
    engine.is_of_core = is_of_core;
    engine.begin = BEGIN;
    engine.end = END;
    engine_reset(&engine, fault);
    sigaction(SIGALRM, &late, NULL);
    engine.root = start_traced(function);
    engine_add(&engine, engine.root);
    set_time(seconds);
    int status = follow(&engine);
    set_time(0);
    return status;
}

void tracer_begin(void) {
    raise(BEGIN);
}

void tracer_end(void) {
    syscall(END);
}
