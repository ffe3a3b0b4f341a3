/*
 * The tests' frame: each case is a function that runs in a process of its own, because a case
 * changes what a process cannot get back (limits, seccomp filters, closed stdio, the reserved
 * slots). A case fails by its first CHECK that does not hold.
 */
#ifndef PROCEX_CHECK_H
#define PROCEX_CHECK_H

#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHECK_SKIPPED = 77 };

static int check_log = 2;

#define CHECK_EQ(got, want)                                                                        \
    do {                                                                                           \
        long long check_got = (long long)(got);                                                    \
        long long check_want = (long long)(want);                                                  \
        if (check_got != check_want) {                                                             \
            dprintf(check_log, "%s:%d: %s: got %lld, want %lld\n", __FILE__, __LINE__, #got,       \
                    check_got, check_want);                                                        \
            _exit(1);                                                                              \
        }                                                                                          \
    } while (0)

#define CHECK_TEXT(got, want)                                                                      \
    do {                                                                                           \
        const char *check_got = (got);                                                             \
        const char *check_want = (want);                                                           \
        if (strcmp(check_got, check_want) != 0) {                                                  \
            dprintf(check_log, "%s:%d: %s: got \"%s\", want \"%s\"\n", __FILE__, __LINE__, #got,   \
                    check_got, check_want);                                                        \
            _exit(1);                                                                              \
        }                                                                                          \
    } while (0)

#define SKIP(reason)                                                                               \
    do {                                                                                           \
        dprintf(check_log, "%s: SKIP: %s\n", __func__, reason);                                    \
        _exit(CHECK_SKIPPED);                                                                      \
    } while (0)

/* A number of the environment's, for machines that are emulated and thus slow; or one by default.
 */
static inline int check_number_or(const char *name, int by_default) {
    const char *text = getenv(name);
    int number = text == NULL ? by_default : atoi(text);
    return number < 1 ? 1 : number;
}

static inline int check_number(const char *name) {
    return check_number_or(name, 1);
}

/* How often a stress case does what it does this many times elsewhere. */
static inline int check_rounds(int rounds) {
    int divided = rounds / check_number("PROCEX_CHECK_DIVISOR");
    return divided < 1 ? 1 : divided;
}

struct check_case {
    const char *name;
    void (*run)(void);
};

#define CASE(function)                                                                             \
    { #function, function }

/* What a case leaves behind is a child of this process by then: see check_main. */
static inline int check_kill_children(void) {
    char path[64];
    int pid;
    int count = 0;
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    FILE *children = fopen(path, "re");
    while (children != NULL && fscanf(children, "%d", &pid) == 1) {
        count += kill(pid, SIGKILL) == 0;
    }
    if (children != NULL) {
        fclose(children);
    }
    return count;
}

/* The children of one that ends come next. */
static inline void check_end_all(void) {
    while (check_kill_children() > 0 && waitpid(-1, NULL, 0) > 0) {
    }
}

static char check_folder_name[32];

/* An empty folder for this case, named without its place: in the current one, and gone after the
 * case. */
static inline const char *check_folder(void) {
    CHECK_EQ(mkdir(check_folder_name, 0755), 0);
    CHECK_EQ(chmod(check_folder_name, 0755), 0);
    return check_folder_name;
}

static inline int check_remove_one(const char *path, const struct stat *file, int kind,
                                   struct FTW *place) {
    (void)file, (void)kind, (void)place;
    remove(path);
    return 0;
}

static inline void check_remove_folder(pid_t pid) {
    const int most_open = 16;
    snprintf(check_folder_name, sizeof check_folder_name, "case-%d", (int)pid);
    nftw(check_folder_name, check_remove_one, most_open, FTW_DEPTH | FTW_PHYS);
}

static inline int check_run(const struct check_case *one) {
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        for (int fd = 3; fd < 1024; fd++) {
            close(fd); /* what the caller of the tests left open would spoil the counts */
        }
        check_log = dup(2);
        check_remove_folder(getpid()); /* of an earlier process with that pid, which was killed */
        alarm((unsigned)check_number_or("PROCEX_CHECK_SECONDS", 60) *
              (unsigned)check_number("PROCEX_CHECK_PATIENCE"));
        one->run();
        _exit(0);
    }
    int status = 0;
    while (waitpid(-1, &status, 0) != pid) { /* it may wait for the end of one that it orphaned */
    }
    check_end_all();
    check_remove_folder(pid);
    if (WIFSIGNALED(status)) {
        fprintf(stderr, "%s: killed by signal %d\n", one->name, WTERMSIG(status));
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

static inline int check_main(const char *file, const struct check_case *cases, size_t count) {
    int passed = 0;
    int failed = 0;
    int skipped = 0;
    /* nohup and a shell's & leave these ignored, and children would report them as such. */
    const int ignored_by_shells[] = {SIGHUP, SIGINT, SIGQUIT};
    for (size_t i = 0; i < sizeof ignored_by_shells / sizeof ignored_by_shells[0]; i++) {
        signal(ignored_by_shells[i], SIG_DFL);
    }
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    for (size_t i = 0; i < count; i++) {
        int status = check_run(&cases[i]);
        if (status == CHECK_SKIPPED) {
            skipped++;
        } else if (status == 0) {
            passed++;
        } else {
            failed++;
            fprintf(stderr, "FAILED %s\n", cases[i].name);
        }
    }
    printf("%s: %d passed, %d failed, %d skipped\n", file, passed, failed, skipped);
    return failed == 0 ? 0 : 1;
}

#define CHECK_MAIN(cases)                                                                          \
    int main(void) {                                                                               \
        return check_main(__FILE__, cases, sizeof(cases) / sizeof(cases)[0]);                      \
    }

#endif
