#include "jvm.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core_pages.h"

static struct engine_report report;
static pid_t current;

/* Of the JVM's own threads those that are seen alone; of its children each. */
static int is_followed(pid_t pid) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task/%d", (int)current, (int)pid);
    return access(path, F_OK) != 0;
}

void jvm_start(struct jvm *jvm, char **argv) {
    int in[2];
    int out[2];
    memset(jvm, 0, sizeof *jvm);
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) {
        perror("faults: pipe");
        exit(2);
    }
    fflush(NULL);
    jvm->pid = fork();
    if (jvm->pid == 0) {
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        dup2(in[0], 0);
        dup2(out[1], 1);
        execvp(argv[0], argv);
        perror(argv[0]);
        _exit(2);
    }
    close(in[0]);
    close(out[1]);
    jvm->in = in[1];
    jvm->out = out[0];
    fcntl(jvm->out, F_SETFL, O_NONBLOCK);
    jvm->engine.report = &report;
    jvm->engine.is_of_core = core_pages_have;
    jvm->engine.is_followed = is_followed;
    core_pages_forget();
    current = jvm->pid;
    if (jvm_await(jvm) != JVM_SAYS || sscanf(jvm->line, "thread %d", &jvm->launcher) != 1) {
        fprintf(stderr, "faults: %s does not start: %s\n", argv[0], jvm->line);
        exit(2);
    }
}

/* True once the JVM itself has ended. */
static int handle_all(struct jvm *jvm) {
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, __WALL | WNOHANG)) > 0) {
        if (WIFSTOPPED(status)) {
            engine_stop(&jvm->engine, pid, status);
            continue;
        }
        engine_forget(&jvm->engine, pid);
        if (pid == jvm->pid) {
            jvm->status = status;
            return 1;
        }
    }
    return 0;
}

/* True if a whole line is there. */
static int read_line(struct jvm *jvm) {
    while (jvm->length < JVM_LINE - 1 && read(jvm->out, jvm->line + jvm->length, 1) == 1) {
        if (jvm->line[jvm->length] == '\n') {
            jvm->line[jvm->length] = '\0';
            jvm->length = 0;
            return 1;
        }
        jvm->length++;
    }
    return 0;
}

static long long now_in_milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* The kernel tells of stopped tasks by SIGCHLD, which ends the poll. */
static void wait_a_moment(const struct jvm *jvm, int milliseconds) {
    struct pollfd out = {jvm->out, POLLIN, 0};
    struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    sigset_t none;
    sigemptyset(&none);
    ppoll(&out, 1, &time, &none);
}

enum jvm_answer jvm_await(struct jvm *jvm) {
    const long long end = now_in_milliseconds() + JVM_MOST_SECONDS * 1000;
    do {
        if (handle_all(jvm)) {
            return JVM_ENDED;
        }
        if (read_line(jvm)) {
            return JVM_SAYS;
        }
        wait_a_moment(jvm, 100);
    } while (now_in_milliseconds() < end);
    return JVM_HUNG;
}

void jvm_pass(struct jvm *jvm, int milliseconds) {
    const long long end = now_in_milliseconds() + milliseconds;
    do {
        struct timespec moment = {0, 200000};
        if (handle_all(jvm)) {
            return;
        }
        nanosleep(&moment, NULL); /* a signal ends it */
    } while (now_in_milliseconds() < end);
}

void jvm_tell(struct jvm *jvm, char command) {
    if (write(jvm->in, &command, 1) != 1) {
        perror("faults: the JVM does not read");
    }
}

void jvm_see(struct jvm *jvm, pid_t thread) {
    int status;
    jvm->engine.is_seeing = 1;
    if (ptrace(PTRACE_SEIZE, thread, NULL, engine_options()) == 0) {
        engine_add(&jvm->engine, thread);
    }
    if (ptrace(PTRACE_INTERRUPT, thread, NULL, NULL) == 0 &&
        waitpid(thread, &status, __WALL) == thread && WIFSTOPPED(status)) {
        engine_stop(&jvm->engine, thread, status);
    }
}

void jvm_end(struct jvm *jvm) {
    int status;
    pid_t pid;
    kill(jvm->pid, SIGKILL);
    engine_kill(&jvm->engine); /* a child between clone and exec is no thread of the JVM */
    while ((pid = waitpid(-1, &status, __WALL)) > 0 || errno == EINTR) {
        if (pid > 0 && WIFSTOPPED(status)) {
            kill(pid, SIGKILL); /* one that is new */
        }
    }
    close(jvm->in);
    close(jvm->out);
}

static int has_name(pid_t pid, const char *task, const char *wanted) {
    char path[512];
    char name[64] = "";
    snprintf(path, sizeof path, "/proc/%d/task/%s/comm", (int)pid, task);
    FILE *comm = fopen(path, "re");
    const int is_read = comm != NULL && fgets(name, sizeof name, comm) != NULL;
    if (comm != NULL) {
        fclose(comm);
    }
    return is_read && strstr(name, wanted) != NULL;
}

void jvm_see_threads(struct jvm *jvm, const char *wanted) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task", (int)jvm->pid);
    DIR *list = opendir(path);
    for (struct dirent *entry; list != NULL && (entry = readdir(list)) != NULL;) {
        if (entry->d_name[0] != '.' && has_name(jvm->pid, entry->d_name, wanted)) {
            jvm_see(jvm, (pid_t)atoi(entry->d_name));
        }
    }
    if (list != NULL) {
        closedir(list);
    }
}
