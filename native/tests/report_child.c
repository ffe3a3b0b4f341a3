/*
 * Tells what it was given by whoever launched it, a line each: descriptors, limits, signals,
 * rights, place, arguments. Written to descriptor 1; with the argument --to FILE FIRST to that
 * file.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* As /proc/self/fd would tell, but without a descriptor of its own, and without /proc. */
static void descriptors(FILE *out, int most) {
    fprintf(out, "fds");
    for (int fd = 0; fd < most; fd++) {
        if (fcntl(fd, F_GETFD) >= 0) {
            fprintf(out, " %d", fd);
        }
    }
    fprintf(out, "\n");
}

static const char *kind_of(mode_t mode) {
    switch (mode & S_IFMT) {
    case S_IFIFO:
        return "pipe";
    case S_IFCHR:
        return "device";
    case S_IFREG:
        return "file";
    case S_IFSOCK:
        return "socket";
    default:
        return "other";
    }
}

/* What the three streams are, and how they were opened. */
static void streams(FILE *out) {
    static const char *const access[] = {"read", "write", "both", "neither"};
    for (int fd = 0; fd <= 2; fd++) {
        struct stat stat;
        int flags = fcntl(fd, F_GETFL);
        if (fstat(fd, &stat) == 0) {
            fprintf(out, "stream%d %s %s%s%s%s\n", fd, kind_of(stat.st_mode),
                    access[flags & O_ACCMODE], flags & O_APPEND ? " append" : "",
                    flags & O_NONBLOCK ? " nonblock" : "",
                    fcntl(fd, F_GETFD) & FD_CLOEXEC ? " close-on-exec" : "");
        }
    }
}

static void signals(FILE *out) {
    sigset_t mask;
    sigprocmask(SIG_BLOCK, NULL, &mask);
    fprintf(out, "blocked");
    for (int signal = 1; signal < NSIG; signal++) {
        if (sigismember(&mask, signal) == 1) {
            fprintf(out, " %d", signal);
        }
    }
    fprintf(out, "\nignored");
    for (int signal = 1; signal < NSIG; signal++) {
        struct sigaction action;
        if (sigaction(signal, NULL, &action) == 0 && action.sa_handler == SIG_IGN) {
            fprintf(out, " %d", signal);
        }
    }
    fprintf(out, "\n");
}

static void limits(FILE *out) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    fprintf(out, "nofile %llu %llu\n", (unsigned long long)limit.rlim_cur,
            (unsigned long long)limit.rlim_max);
    for (int resource = 0; resource < RLIM_NLIMITS; resource++) {
        if (resource != RLIMIT_NOFILE && getrlimit(resource, &limit) == 0) {
            fprintf(out, "limit%d %llu %llu\n", resource, (unsigned long long)limit.rlim_cur,
                    (unsigned long long)limit.rlim_max);
        }
    }
}

/* Place among the other processes, seen from the parent: numbers differ from run to run. */
static void relations(FILE *out) {
    pid_t parent = getppid();
    fprintf(out, "session %s\n", getsid(0) == getsid(parent) ? "inherited" : "own");
    fprintf(out, "group %s\n", getpgid(0) == getpgid(parent) ? "inherited" : "own");
    fprintf(out, "nice %d\n", getpriority(PRIO_PROCESS, 0));
    fprintf(out, "policy %d\n", (int)syscall(SYS_sched_getscheduler, 0));
    fprintf(out, "ioprio %ld\n", syscall(SYS_ioprio_get, 1, 0));
}

static void attributes(FILE *out) {
    int death_signal = -1;
    prctl(PR_GET_PDEATHSIG, &death_signal);
    fprintf(out, "death-signal %d\n", death_signal);
    fprintf(out, "dumpable %d\n", prctl(PR_GET_DUMPABLE));
    fprintf(out, "no-new-privileges %d\n", prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
    fprintf(out, "seccomp %d\n", prctl(PR_GET_SECCOMP));
    fprintf(out, "securebits %d\n", prctl(PR_GET_SECUREBITS));
    fprintf(out, "timer-slack %d\n", prctl(PR_GET_TIMERSLACK));
    fprintf(out, "personality %x\n", personality(0xffffffff));
}

/* On request: outside of sessions with one, each JVM has another. */
static void keyring(FILE *out) {
    const int get_keyring_id = 0;
    const int read_keyring = 11;
    const int session_keyring = -3;
    int32_t keys[64];
    if (getenv("REPORT_KEYRING") == NULL) {
        return;
    }
    fprintf(out, "keyring %ld\n", syscall(SYS_keyctl, get_keyring_id, session_keyring, 0));
    fprintf(out, "size of the keyring %ld\n",
            syscall(SYS_keyctl, read_keyring, session_keyring, keys, sizeof keys));
}

/* Capabilities, processors, OOM score: as procfs tells, where there is one. */
static void procfs(FILE *out) {
    char line[4096];
    FILE *status = fopen("/proc/self/status", "re");
    while (status != NULL && fgets(line, sizeof line, status) != NULL) {
        if (strncmp(line, "Cap", 3) == 0 || strncmp(line, "Cpus_allowed:", 13) == 0) {
            fputs(line, out);
        }
    }
    if (status != NULL) {
        fclose(status);
    }
    FILE *score = fopen("/proc/self/oom_score_adj", "re");
    if (score != NULL && fgets(line, sizeof line, score) != NULL) {
        fprintf(out, "oom-score-adjust %s", line);
    }
    if (score != NULL) {
        fclose(score);
    }
}

/* How many descriptors are looked at: all that any test opens, unless REPORT_MOST says how many. */
static int most_descriptors(void) {
    const char *most = getenv("REPORT_MOST");
    return most == NULL ? 70000 : atoi(most);
}

int main(int argc, char **argv) {
    char report[65536];
    char directory[4096];
    FILE *out = fmemopen(report, sizeof report, "w");
    descriptors(out, most_descriptors());
    streams(out);
    limits(out);
    signals(out);
    relations(out);
    attributes(out);
    keyring(out);
    procfs(out);
    mode_t mask = umask(0);
    fprintf(out, "umask %03o\n", mask);
    fprintf(out, "cwd %s\n", getcwd(directory, sizeof directory) ? directory : "?");
    for (int i = 0; i < argc; i++) {
        fprintf(out, "arg <%s>\n", argv[i]);
    }
    const char *mark = getenv("MARK");
    fprintf(out, "MARK %s\n", mark ? mark : "unset");
    fclose(out);
    int to_file = argc > 2 && strcmp(argv[1], "--to") == 0;
    int fd = to_file ? open(argv[2], O_WRONLY | O_CREAT | O_TRUNC, 0600) : 1;
    return write(fd, report, strlen(report)) < 0;
}
