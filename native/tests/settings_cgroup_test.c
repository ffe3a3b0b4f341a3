/* The cgroup of children, and what happens if it cannot be theirs. */
#include "settings_launch.h"

static char group_name[64];

static const char *own_group_of_tests(void) {
    static char path[256];
    snprintf(group_name, sizeof group_name, "procex-settings-test-%d", (int)getpid());
    FILE *mounts = fopen("/proc/self/mounts", "re");
    char type[64];
    char at[128];
    while (mounts != NULL && fscanf(mounts, "%*s %127s %63s %*[^\n]", at, type) == 2) {
        if (strcmp(type, "cgroup2") == 0) {
            snprintf(path, sizeof path, "%s/%s", at, group_name);
            return mkdir(path, 0755) == 0 || errno == EEXIST ? path : NULL;
        }
    }
    return NULL;
}

static int is_in_own_group(const char *groups) {
    char line[sizeof group_name + 8];
    snprintf(line, sizeof line, "0::/%s\n", group_name);
    return strstr(groups, line) != NULL;
}

static void child_starts_in_its_cgroup(void) {
    struct block block = {0};
    const char *group = own_group_of_tests();
    if (group == NULL) {
        SKIP("no cgroup v2 hierarchy to write to");
    }
    launch_prepare();
    block_add(&block, SETTING_SLICE, SETTING_FLAG_REQUIRED, group, strlen(group) + 1);
    CHECK_EQ(is_in_own_group(shell(&block, "cat /proc/self/cgroup")), 1);
    rmdir(group);
}

static void group_that_refuses_is_gone_without_where_it_is_not_required(void) {
    struct block block = {0};
    launch_prepare();
    int before = open_descriptors();
    char *argv[] = {NULL, (char *)"/bin/true", NULL};
    block_add(&block, SETTING_SLICE, 0, "/tmp", sizeof "/tmp"); /* no cgroup at all */
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    output_of(&launch);
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].number, SETTING_SLICE);
    CHECK_EQ(launch.result.rung, SPAWN_SHARED_TABLE);
    for (int i = 0; i < 3; i++) {
        close(launch.result.fds[i]);
    }
    block.size = 0;
    block_add(&block, SETTING_SLICE, SETTING_FLAG_REQUIRED, "/tmp", sizeof "/tmp");
    launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    CHECK_EQ(launch.result.step, SPAWN_STEP_SETTING);
    CHECK_EQ(settings.required_failed, SETTING_SLICE);
    check_nothing_left(before);
}

enum { INTO_CGROUP_HIGH_BITS = 2 }; /* of CLONE_INTO_CGROUP, which is bit 33 */

/* Answers EAGAIN to clone3 with CLONE_INTO_CGROUP, as a full group does, and lets others pass. */
static void answer_as_a_full_group(int listener) {
    struct pollfd waiting = {listener, POLLIN, 0};
    while (poll(&waiting, 1, -1) > 0 && (waiting.revents & POLLIN)) {
        struct seccomp_notif call = {0};
        struct seccomp_notif_resp reply = {0};
        if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &call) != 0) {
            continue;
        }
        char path[64];
        unsigned flags[2] = {0};
        snprintf(path, sizeof path, "/proc/%u/mem", call.pid);
        int memory = open(path, O_RDONLY | O_CLOEXEC);
        CHECK_EQ(pread(memory, flags, sizeof flags, (off_t)call.data.args[0]), sizeof flags);
        close(memory);
        reply.id = call.id;
        if (flags[1] & INTO_CGROUP_HIGH_BITS) {
            reply.error = -EAGAIN;
        } else {
            reply.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
        }
        ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &reply);
    }
}

static int listen_to_clone3(void) {
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof code / sizeof code[0], code};
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER,
                        &program);
}

/* The filter is this process's, and another one answers: with a copy of the listener. */
static void fill_all_groups(void) {
    int ends[2];
    int number;
    CHECK_EQ(pipe2(ends, O_CLOEXEC), 0);
    pid_t self = getpid();
    pid_t answering = fork();
    if (answering == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        CHECK_EQ(read(ends[0], &number, sizeof number), sizeof number);
        int process = (int)syscall(SYS_pidfd_open, self, 0);
        int listener = (int)syscall(SYS_pidfd_getfd, process, number, 0);
        answer_as_a_full_group(listener);
        _exit(0);
    }
    prctl(PR_SET_PTRACER, answering, 0, 0, 0);
    number = listen_to_clone3();
    CHECK_EQ(write(ends[1], &number, sizeof number), sizeof number);
}

static void full_group_takes_nothing_else_with_it(void) {
    struct block block = {0};
    const char *group = own_group_of_tests();
    if (group == NULL) {
        SKIP("no cgroup v2 hierarchy to write to");
    }
    launch_prepare(); /* first: with another libc than glibc, clone3 is not tried under a filter */
    fill_all_groups();
    block_add(&block, SETTING_SLICE, 0, group, strlen(group) + 1);
    block_number(&block, SETTING_UMASK, SETTING_FLAG_REQUIRED, 0027);
    block_number(&block, SETTING_OOM_SCORE_ADJUST, SETTING_FLAG_REQUIRED, 777);
    CHECK_TEXT(shell(&block, "umask; cat /proc/self/oom_score_adj"), "0027\n777\n");
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].number, SETTING_SLICE);
    CHECK_EQ(settings.failed[0].error, EAGAIN);
    block.size = 0;
    block_add(&block, SETTING_SLICE, SETTING_FLAG_REQUIRED, group, strlen(group) + 1);
    char *argv[] = {NULL, (char *)"/bin/true", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    CHECK_EQ(launch.result.step, SPAWN_STEP_SETTING);
    CHECK_EQ(launch.result.error, EAGAIN);
    rmdir(group);
}

static void group_is_entered_by_the_child_where_clone3_is_refused(void) {
    const int errors[] = {ENOSYS, EPERM, EINVAL};
    const char *group = own_group_of_tests();
    if (group == NULL) {
        SKIP("no cgroup v2 hierarchy to write to");
    }
    for (int i = 0; i < 3; i++) {
        pid_t pid = fork(); /* the first refusal is remembered */
        if (pid == 0) {
            struct block block = {0};
            const struct refusal refusal = {SYS_clone3, 0, 0, errors[i]};
            CHECK_EQ(refuse(&refusal), 0);
            launch_prepare();
            block_add(&block, SETTING_SLICE, SETTING_FLAG_REQUIRED, group, strlen(group) + 1);
            const char *groups = shell(&block, "cat /proc/self/cgroup");
            CHECK_EQ(is_in_own_group(groups), 1);
            _exit(0);
        }
        int status = 0;
        waitpid(pid, &status, 0);
        CHECK_EQ(status, 0);
    }
    rmdir(group);
}

static void process_that_cannot_be_made_is_no_fault_of_the_group(void) {
    struct block block = {0};
    char *argv[] = {NULL, (char *)"true", NULL};
    struct refusal calls[] = {{SYS_clone3, 0, 0, EAGAIN}, {SYS_clone, 0, 0, EAGAIN}};
    launch_prepare();
    int before = open_descriptors();
    block_add(&block, SETTING_SLICE, 0, "/tmp", sizeof "/tmp");
    CHECK_EQ(refuse(&calls[0]) + refuse(&calls[1]), 0);
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    CHECK_EQ(launch.result.step, SPAWN_STEP_CLONE);
    CHECK_EQ(launch.result.error, EAGAIN);
    CHECK_EQ(open_descriptors(), before);
}

static const struct check_case cases[] = {
    CASE(child_starts_in_its_cgroup),
    CASE(group_that_refuses_is_gone_without_where_it_is_not_required),
    CASE(full_group_takes_nothing_else_with_it),
    CASE(group_is_entered_by_the_child_where_clone3_is_refused),
    CASE(process_that_cannot_be_made_is_no_fault_of_the_group),
};

CHECK_MAIN(cases)
