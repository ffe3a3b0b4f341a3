/* Signals that interrupt what waits: of profilers, and of native code's own children. */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "exit.h"
#include "files.h"
#include "launch.h"
#include "reaper.h"
#include "resolve.h"
#include "slots.h"

enum { SECONDS = 1000, OPENINGS = 50, DESCRIPTORS = 10000 };

static pid_t interrupted;
static int is_over;

static int handled;

static void note_nothing(int signal) {
    (void)signal;
    __atomic_add_fetch(&handled, 1, __ATOMIC_RELAXED);
}

/* Without SA_RESTART, though some calls end with EINTR by any handler. */
static void handle_signal(void) {
    struct sigaction action = {.sa_handler = note_nothing};
    CHECK_EQ(sigaction(SIGUSR1, &action, NULL), 0);
}

static void interrupt_thread(pid_t thread) {
    syscall(SYS_tgkill, getpid(), thread, SIGUSR1);
}

static void *interrupt_all_the_time(void *unused) {
    (void)unused;
    while (!__atomic_load_n(&is_over, __ATOMIC_ACQUIRE)) {
        interrupt_thread(interrupted);
    }
    return NULL;
}

static pthread_t begin_storm(void) {
    pthread_t storm;
    interrupted = (pid_t)syscall(SYS_gettid);
    handle_signal();
    CHECK_EQ(pthread_create(&storm, NULL, interrupt_all_the_time, NULL), 0);
    return storm;
}

static void end_storm(pthread_t storm) {
    __atomic_store_n(&is_over, 1, __ATOMIC_RELEASE);
    CHECK_EQ(pthread_join(storm, NULL), 0);
}

/* So many that it takes the child a while to end, when its parent goes on already. */
static void open_many(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    for (int i = 0; i < DESCRIPTORS && dup(0) >= 0; i++) {
    }
}

static void set_of_processes_is_made(void) {
    if (syscall(SYS_pidfd_open, getpid(), 0) < 0) {
        SKIP("no pidfd in this kernel");
    }
    launch_prepare();
    open_many();
    pthread_t storm = begin_storm();
    for (int i = 0; i < OPENINGS; i++) {
        long set = reaper_open();
        CHECK_EQ(set < 0 ? set : 0, 0);
        close((int)set);
    }
    end_storm(storm);
}

/* The leader looks for lost descriptors then. */
static void wait_for_an_end_is_over_in_time(void) {
    long set = reaper_open();
    if (set < 0) {
        SKIP("no pidfd in this kernel");
    }
    pthread_t storm = begin_storm();
    CHECK_EQ(reaper_await((int)set, 30 * SECONDS), -ETIMEDOUT);
    end_storm(storm);
}

static void wait_for_a_lane_is_over_in_time(void) {
    launch_prepare();
    for (int i = 0; i < SLOT_LANES; i++) {
        CHECK_EQ(slots_acquire() >= 0, 1);
    }
    pthread_t storm = begin_storm();
    CHECK_EQ(slots_acquire(), -ETIMEDOUT);
    end_storm(storm);
}

static long listen_to_looks_at_files(void) {
    const struct sock_filter all[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 6, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 437 /* openat2 */, 5, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_fstat, 4, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_newfstatat, 3, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_readlinkat, 2, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 439 /* faccessat2 */, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
    };
    struct sock_fprog program = {sizeof all / sizeof *all, (struct sock_filter *)all};
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER,
                   &program);
}

static int has_blocked(unsigned thread, int signal) {
    char name[64];
    char text[4096] = "";
    snprintf(name, sizeof name, "/proc/%u/status", thread);
    int fd = open(name, O_RDONLY | O_CLOEXEC);
    CHECK_EQ(read(fd, text, sizeof text - 1) > 0, 1);
    close(fd);
    return (int)(strtoull(strstr(text, "SigBlk:") + 7, NULL, 16) >> (signal - 1) & 1);
}

/*
 * As a slow file system: who waits for its answer is interrupted, and then the call ends with
 * EINTR; or is not to be interrupted, and gets the answer.
 */
static void *answer_slowly(void *listener) {
    for (;;) {
        struct seccomp_notif call = {0};
        while (__atomic_load_n((long *)listener, __ATOMIC_ACQUIRE) < 0) {
            sched_yield();
        }
        int fd = (int)*(long *)listener;
        if (ioctl(fd, SECCOMP_IOCTL_NOTIF_RECV, &call) != 0) {
            continue;
        }
        if (has_blocked(call.pid, SIGUSR1)) {
            struct seccomp_notif_resp answer = {.id = call.id,
                                                .flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE};
            ioctl(fd, SECCOMP_IOCTL_NOTIF_SEND, &answer);
            continue;
        }
        interrupt_thread((pid_t)call.pid);
        while (ioctl(fd, SECCOMP_IOCTL_NOTIF_ID_VALID, &call.id) == 0) {
            sched_yield();
        }
    }
    return NULL;
}

static void begin_slow_file_system(void) {
    static long listener = -1;
    pthread_t server;
    handle_signal();
    CHECK_EQ(pthread_create(&server, NULL, answer_slowly, &listener), 0);
    long fd = listen_to_looks_at_files();
    if (fd < 0) {
        SKIP("no filter that asks this process");
    }
    __atomic_store_n(&listener, fd, __ATOMIC_RELEASE);
}

static void program_is_found_on_a_slow_file_system(void) {
    static struct resolved resolved;
    static char program[8192];
    static char script[8192];
    launch_prepare();
    enter_directory();
    copy_file("/bin/true", "a/program", 0755);
    make_file("a/script", "#!a/program\n", 0755);
    strcpy(program, full_name("a/program"));
    strcpy(script, full_name("a/script"));
    begin_slow_file_system();
    const struct resolve_request by_script = {"script", "b:a", 0, NULL};
    CHECK_EQ(resolve(&by_script, &resolved) >= 0 ? 0 : resolved.error, 0);
    CHECK_TEXT(resolved.name, script);
    CHECK_TEXT(resolved.interpreter[0], program);
    const struct resolve_request by_path = {program, NULL, 0, NULL};
    CHECK_EQ(resolve(&by_path, &resolved) >= 0 ? 0 : resolved.error, 0);
    CHECK_EQ(resolve_is_still(&by_path, &resolved.version), 1);
}

/* Once the other thread was interrupted often, and so while it waited. */
static void *close_later(void *end) {
    int begun = __atomic_load_n(&handled, __ATOMIC_RELAXED);
    while (__atomic_load_n(&handled, __ATOMIC_RELAXED) < begun + SECONDS) {
        sched_yield();
    }
    close(*(const int *)end);
    return NULL;
}

static void end_of_a_child_is_awaited_to_its_end(void) {
    struct exit_report report;
    int ends[2];
    char byte;
    CHECK_EQ(pipe2(ends, O_CLOEXEC), 0);
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[1]);
        _exit(read(ends[0], &byte, 1) == 0 ? 7 : 1);
    }
    close(ends[0]);
    pthread_t storm = begin_storm();
    pthread_t closing;
    CHECK_EQ(pthread_create(&closing, NULL, close_later, &ends[1]), 0);
    CHECK_EQ(exit_await(pid, &report), 0);
    CHECK_EQ(report.code, 7);
    end_storm(storm);
    CHECK_EQ(pthread_join(closing, NULL), 0);
}

static const struct check_case cases[] = {
    CASE(set_of_processes_is_made),
    CASE(wait_for_an_end_is_over_in_time),
    CASE(wait_for_a_lane_is_over_in_time),
    CASE(program_is_found_on_a_slow_file_system),
    CASE(end_of_a_child_is_awaited_to_its_end),
};

CHECK_MAIN(cases)
