/* Knobs of children: each takes effect there, and leaves this process as it is. */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>

#include "launch.h"
#include "refuse.h"
#include "settings_block.h"

static struct settings settings;

static void launch_with(struct launch *launch, const struct block *block) {
    CHECK_EQ(settings_use(&settings, (const char *)block->words, block->size), 0);
    CHECK_EQ(settings_open_cgroup(&settings), 0);
    launch->request.settings = &settings;
    launch_run(launch);
    settings_close_cgroup(&settings);
}

static const char *output_of(struct launch *launch) {
    CHECK_EQ(launch->result.step, SPAWN_STEP_NONE);
    const char *text = launch_read(launch->result.fds[1]);
    launch_wait(launch);
    return text;
}

static const char *report(const struct block *block) {
    char *argv[] = {NULL, (char *)"./report_child", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, block);
    return output_of(&launch);
}

static const char *shell(const struct block *block, const char *script) {
    char *argv[] = {NULL, (char *)"/bin/sh", (char *)"-c", (char *)script, NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, block);
    return output_of(&launch);
}

static int own_oom_score(void) {
    char text[16] = "";
    int fd = open("/proc/self/oom_score_adj", O_RDONLY | O_CLOEXEC);
    CHECK_EQ(read(fd, text, sizeof text - 1) > 0, 1);
    close(fd);
    return atoi(text);
}

static void oom_score_of_the_child_is_not_that_of_its_parent(void) {
    struct block block = {0};
    launch_prepare();
    int before = own_oom_score();
    block_number(&block, KNOB_OOM_SCORE_ADJUST, SETTING_REQUIRED, 777);
    CHECK_LINE(report(&block), "oom-score-adjust 777");
    CHECK_EQ(own_oom_score(), before);
}

static void oom_score_of_a_profile_is_never_lowered(void) {
    struct block block = {0};
    launch_prepare();
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    CHECK_EQ(write(fd, "500", 3), 3);
    close(fd);
    block_number(&block, KNOB_OOM_SCORE_ADJUST, SETTING_ONLY_TIGHTEN, 200);
    CHECK_LINE(report(&block), "oom-score-adjust 500");
}

/* As another user than root: whoever has CAP_DAC_OVERRIDE opens the file all the same. */
static void oom_score_is_set_also_by_a_parent_that_may_not_be_dumped(void) {
    struct block block = {0};
    if (getuid() == 0) {
        CHECK_EQ(setgid(65534) + setuid(65534), 0);
    }
    launch_prepare();
    prctl(PR_SET_DUMPABLE, 0);
    CHECK_EQ(open("/proc/self/oom_score_adj", O_RDWR | O_CLOEXEC), -1);
    block_number(&block, KNOB_OOM_SCORE_ADJUST, SETTING_REQUIRED, 777);
    /* It ends when its stdin does, and so after it was set. */
    char *argv[] = {NULL, (char *)"/bin/sh", (char *)"-c",
                    (char *)"read line; cat /proc/self/oom_score_adj", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    close(launch.result.fds[0]);
    CHECK_TEXT(output_of(&launch), "777\n");
    CHECK_EQ(settings.failures, 0);
}

/* -1000 takes CAP_SYS_RESOURCE, also from outside. */
static void oom_score_that_the_parent_cannot_set_either_ends_the_launch_or_is_noted(void) {
    struct block block = {0};
    if (getuid() == 0) {
        CHECK_EQ(setgid(65534) + setuid(65534), 0);
    }
    launch_prepare();
    prctl(PR_SET_DUMPABLE, 0);
    int before = open_descriptors();
    char *argv[] = {NULL, (char *)"/bin/cat", NULL};
    block_number(&block, KNOB_OOM_SCORE_ADJUST, SETTING_REQUIRED, -1000);
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    CHECK_EQ(launch.result.step, SPAWN_STEP_SETTING);
    CHECK_EQ(launch.result.error, EACCES);
    CHECK_EQ(settings.required_failed, KNOB_OOM_SCORE_ADJUST);
    check_nothing_left(before);
    block.size = 0;
    block_number(&block, KNOB_OOM_SCORE_ADJUST, 0, -1000);
    launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    close(launch.result.fds[0]);
    output_of(&launch);
    CHECK_EQ(settings.failures, 1);
}

static void scheduling_is_the_childs_alone(void) {
    struct block block = {0};
    const uint64_t batch[] = {SCHED_BATCH, 0};
    cpu_set_t before;
    cpu_set_t after;
    int nice_before = getpriority(PRIO_PROCESS, 0);
    launch_prepare();
    sched_getaffinity(0, sizeof before, &before);
    int first = 0;
    while (!CPU_ISSET(first, &before)) {
        first++;
    }
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(first, &one);
    block_number(&block, KNOB_NICE, SETTING_REQUIRED, 17);
    block_add(&block, KNOB_CPU_SCHEDULING_POLICY, SETTING_REQUIRED, batch, sizeof batch);
    block_add(&block, KNOB_CPU_AFFINITY, SETTING_REQUIRED, &one, sizeof one);
    block_number(&block, KNOB_IO_SCHEDULING_CLASS, SETTING_REQUIRED, 3 << 13);
    const char *text = report(&block);
    CHECK_LINE(text, "nice 17");
    CHECK_LINE(text, "policy 3");
    CHECK_LINE(text, "ioprio 24576");
    CHECK_EQ(strstr(text, "Cpus_allowed:") != NULL, 1);
    sched_getaffinity(0, sizeof after, &after);
    CHECK_EQ(CPU_EQUAL(&before, &after), 1);
    CHECK_EQ(sched_getscheduler(0), SCHED_OTHER);
    CHECK_EQ(getpriority(PRIO_PROCESS, 0), nice_before);
}

static void privileges_and_mask_are_the_childs_alone(void) {
    struct block block = {0};
    launch_prepare();
    mode_t before = umask(027);
    block_number(&block, KNOB_UMASK, SETTING_REQUIRED, 077);
    block_number(&block, KNOB_NO_NEW_PRIVILEGES, SETTING_REQUIRED, 1);
    block_number(&block, KNOB_IGNORE_SIGPIPE, SETTING_REQUIRED, 1);
    const char *text = report(&block);
    CHECK_LINE(text, "umask 077");
    CHECK_LINE(text, "no-new-privileges 1");
    CHECK_LINE(text, "ignored 13");
    CHECK_EQ(umask(before), 027);
    CHECK_EQ(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 0);
    CHECK_EQ(prctl(PR_GET_DUMPABLE), 1);
}

static void limits_are_set_and_those_of_profiles_only_lowered(void) {
    struct block block = {0};
    struct rlimit own = {100, 200};
    const uint64_t exact[] = {1000, 2000};
    const uint64_t higher[] = {300, 300};
    launch_prepare();
    setrlimit(RLIMIT_SIGPENDING, &own);
    block_add(&block, KNOB_LIMIT + RLIMIT_LOCKS, SETTING_REQUIRED, exact, sizeof exact);
    block_add(&block, KNOB_LIMIT + RLIMIT_SIGPENDING, SETTING_ONLY_TIGHTEN, higher, sizeof higher);
    const char *text = report(&block);
    CHECK_LINE(text, "limit10 1000 2000");
    CHECK_LINE(text, "limit11 100 200");
}

static void limit_on_open_files_may_be_another_for_one_launch(void) {
    struct block block = {0};
    const uint64_t limit[] = {2000, 3000, 0};
    const uint64_t keep[] = {SPAWN_LIMIT_KEEP, SPAWN_LIMIT_KEEP, 0};
    const uint64_t lower[] = {5000, SPAWN_LIMIT_KEEP, 1};
    const struct rlimit own = {4000, 4096};
    setrlimit(RLIMIT_NOFILE, &own);
    launch_prepare();
    block_add(&block, KNOB_LIMIT_NOFILE, SETTING_REQUIRED, limit, sizeof limit);
    CHECK_LINE(report(&block), "nofile 2000 3000");
    block = (struct block){0};
    block_add(&block, KNOB_LIMIT_NOFILE, SETTING_REQUIRED, keep, sizeof keep);
    CHECK_LINE(report(&block), "nofile 4000 4096");
    block = (struct block){0};
    block_add(&block, KNOB_LIMIT_NOFILE, SETTING_REQUIRED, lower, sizeof lower);
    CHECK_LINE(report(&block), "nofile 4000 4096");
    CHECK_LINE(report(&(struct block){0}), "nofile 1024 4096");
}

/* Above fs.nr_open not even root may set it. */
static void nearest_limit_on_open_files_is_set_unless_the_exact_one_is_required(void) {
    const uint64_t too_high[] = {~(uint64_t)0 - 9, ~(uint64_t)0 - 9, 0};
    const struct rlimit own = {4000, 4096};
    struct block block = {0};
    setrlimit(RLIMIT_NOFILE, &own);
    launch_prepare();
    block_add(&block, KNOB_LIMIT_NOFILE, 0, too_high, sizeof too_high);
    CHECK_LINE(report(&block), "nofile 4096 4096");
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].knob, KNOB_LIMIT_NOFILE);
    CHECK_EQ(settings.failed[0].error, EPERM);

    block = (struct block){0};
    block_add(&block, KNOB_LIMIT_NOFILE, SETTING_REQUIRED, too_high, sizeof too_high);
    char *argv[] = {NULL, (char *)"./report_child", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    CHECK_EQ(launch.result.step, SPAWN_STEP_SETTING);
    CHECK_EQ(launch.result.error, EPERM);
    CHECK_EQ(settings.required_failed, KNOB_LIMIT_NOFILE);
}

static void descriptors_for_the_settings_are_had_below_the_limit_on_files(void) {
    struct block block = {0};
    launch_prepare();
    block_number(&block, KNOB_OOM_SCORE_ADJUST, SETTING_REQUIRED, 600);
    char *argv[] = {NULL, (char *)"/bin/true", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch.request.limit.soft = 3;
    launch_with(&launch, &block);
    output_of(&launch);
    CHECK_EQ(settings.failures, 0);
}

static void working_directory_yields_to_that_of_the_launch(void) {
    struct block block = {0};
    launch_prepare();
    block_add(&block, KNOB_WORKING_DIRECTORY, SETTING_REQUIRED, "/usr", sizeof "/usr");
    CHECK_LINE(shell(&block, "pwd"), "/usr");
}

static void environment_is_passed_then_set_then_unset(void) {
    struct block block = {0};
    launch_prepare();
    clearenv();
    setenv("KEPT", "1", 1);
    setenv("DROPPED", "1", 1);
    setenv("REPLACED", "old", 1);
    setenv("GONE", "1", 1);
    setenv("STAYS", "other", 1);
    BLOCK_LIST(&block, KNOB_ENVIRONMENT, "REPLACED=new\0ADDED=a b\0UNDONE=x");
    BLOCK_LIST(&block, KNOB_PASS_ENVIRONMENT, "KEPT\0REPLACED\0GONE\0STAYS");
    BLOCK_LIST(&block, KNOB_UNSET_ENVIRONMENT, "GONE\0STAYS=this\0UNDONE");
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    struct arena arena;
    CHECK_EQ(arena_open(&arena, 0), 0);
    char *const *envp = settings_environment(&settings, &arena, environ);
    CHECK_TEXT(envp[0], "KEPT=1");
    CHECK_TEXT(envp[1], "STAYS=other");
    CHECK_TEXT(envp[2], "REPLACED=new");
    CHECK_TEXT(envp[3], "ADDED=a b");
    CHECK_EQ(envp[4] == NULL, 1);
}

static void filter_is_in_force_in_the_child_alone(void) {
    struct block block = {0};
    struct {
        uint64_t count;
        struct sock_filter filter[4];
    } value = {4,
               {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
                BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_uname, 0, 1),
                BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
                BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)}};
    struct utsname name;
    launch_prepare();
    block_add(&block, KNOB_SYSTEM_CALL_FILTER, SETTING_REQUIRED, &value, sizeof value);
    CHECK_LINE(report(&block), "seccomp 2");
    CHECK_LINE(shell(&block, "uname 2>&1 || echo refused"), "refused");
    CHECK_EQ(uname(&name), 0);
    CHECK_EQ(prctl(PR_GET_SECCOMP), 0);
}

/* rights: of linux/landlock.h. Room for one path. */
static void add_path(struct block *block, int flags, uint64_t handled, uint64_t rights,
                     const char *path, int optional) {
    struct {
        uint64_t handled, count, rights;
        uint32_t optional, size;
        char path[64];
    } value = {handled, 1, rights, (uint32_t)optional, sizeof value.path, ""};
    strcpy(value.path, path);
    block_add(block, KNOB_READ_WRITE_PATHS, flags, &value, sizeof value);
}

enum { ALL_WRITING = 0x7ff2 };

static void need_landlock(void) {
    if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < 0) {
        SKIP("this kernel has no Landlock, or it is switched off");
    }
}

static void files_are_written_only_where_it_is_allowed(void) {
    struct block block = {0};
    char directory[] = "/tmp/settings.XXXXXX";
    char script[256];
    need_landlock();
    launch_prepare();
    CHECK_EQ(mkdtemp(directory) != NULL, 1);
    add_path(&block, SETTING_REQUIRED, ALL_WRITING, ALL_WRITING, directory, 0);
    snprintf(script, sizeof script,
             "echo > %s/a && echo inside; (echo > /tmp/settings.outside) 2>&- || echo refused",
             directory);
    const char *text = shell(&block, script);
    CHECK_LINE(text, "inside");
    CHECK_LINE(text, "refused");
    CHECK_EQ(access("/tmp/settings.outside", F_OK), -1);
    snprintf(script, sizeof script, "rm -r %s", directory);
    CHECK_EQ(system(script), 0);
}

static void path_that_is_not_there_is_told_and_the_rest_restricted(void) {
    struct block block = {0};
    need_landlock();
    launch_prepare();
    add_path(&block, 0, ALL_WRITING, ALL_WRITING, "/no/such/path", 0);
    CHECK_LINE(shell(&block, "(echo > /tmp/settings.outside) 2>&- || echo refused"), "refused");
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].knob, KNOB_READ_WRITE_PATHS);
    CHECK_EQ(settings.failed[0].error, ENOENT);
    block.size = 0;
    add_path(&block, SETTING_REQUIRED, ALL_WRITING, ALL_WRITING, "/no/such/path", 1);
    CHECK_LINE(shell(&block, "echo here"), "here");
}

static void required_setting_that_fails_ends_the_launch(void) {
    struct block block = {0};
    launch_prepare();
    int before = open_descriptors();
    char *argv[] = {NULL, (char *)"/bin/true", NULL};
    block_add(&block, KNOB_WORKING_DIRECTORY, SETTING_REQUIRED, "/no/such", sizeof "/no/such");
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    CHECK_EQ(launch.result.pid, -1);
    CHECK_EQ(launch.result.step, SPAWN_STEP_SETTING);
    CHECK_EQ(launch.result.error, ENOENT);
    CHECK_EQ(settings.required_failed, KNOB_WORKING_DIRECTORY);
    check_nothing_left(before);
}

static void other_setting_that_fails_is_noted(void) {
    struct block block = {0};
    launch_prepare();
    block_add(&block, KNOB_WORKING_DIRECTORY, 0, "/no/such", sizeof "/no/such");
    block_number(&block, KNOB_UMASK, 0, 077);
    CHECK_LINE(report(&block), "umask 077");
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].knob, KNOB_WORKING_DIRECTORY);
    CHECK_EQ(settings.failed[0].error, ENOENT);
}

static void child_whose_parent_has_ended_already_ends_too(void) {
    struct block block = {0};
    launch_prepare();
    block_number(&block, KNOB_DIE_WITH_PARENT, SETTING_REQUIRED, SIGKILL);
    CHECK_LINE(report(&block), "death-signal 9");
    char *argv[] = {NULL, (char *)"/bin/true", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    settings.parent = 1;
    launch.request.settings = &settings;
    launch_run(&launch);
    CHECK_EQ(launch_wait(&launch), 128 + SIGKILL);
}

static const char *own_group_of_tests(void) {
    static char path[256];
    FILE *mounts = fopen("/proc/self/mounts", "re");
    char type[64];
    char at[128];
    while (mounts != NULL && fscanf(mounts, "%*s %127s %63s %*[^\n]", at, type) == 2) {
        if (strcmp(type, "cgroup2") == 0) {
            snprintf(path, sizeof path, "%s/procex-settings-test", at);
            return mkdir(path, 0755) == 0 || errno == EEXIST ? path : NULL;
        }
    }
    return NULL;
}

static void child_starts_in_its_cgroup(void) {
    struct block block = {0};
    const char *group = own_group_of_tests();
    if (group == NULL) {
        SKIP("no cgroup v2 hierarchy to write to");
    }
    launch_prepare();
    block_add(&block, KNOB_SLICE, SETTING_REQUIRED, group, strlen(group) + 1);
    CHECK_EQ(strstr(shell(&block, "cat /proc/self/cgroup"), "0::/procex-settings-test\n") != NULL,
             1);
    rmdir(group);
}

static void group_that_refuses_is_gone_without_where_it_is_not_required(void) {
    struct block block = {0};
    launch_prepare();
    int before = open_descriptors();
    char *argv[] = {NULL, (char *)"/bin/true", NULL};
    block_add(&block, KNOB_SLICE, 0, "/tmp", sizeof "/tmp"); /* no cgroup at all */
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    output_of(&launch);
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].knob, KNOB_SLICE);
    CHECK_EQ(launch.result.rung, SPAWN_SHARED_TABLE);
    for (int i = 0; i < 3; i++) {
        close(launch.result.fds[i]);
    }
    block.size = 0;
    block_add(&block, KNOB_SLICE, SETTING_REQUIRED, "/tmp", sizeof "/tmp");
    launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    CHECK_EQ(launch.result.step, SPAWN_STEP_SETTING);
    CHECK_EQ(settings.required_failed, KNOB_SLICE);
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
    fill_all_groups();
    launch_prepare();
    block_add(&block, KNOB_SLICE, 0, group, strlen(group) + 1);
    block_number(&block, KNOB_UMASK, SETTING_REQUIRED, 0027);
    block_number(&block, KNOB_OOM_SCORE_ADJUST, SETTING_REQUIRED, 777);
    CHECK_TEXT(shell(&block, "umask; cat /proc/self/oom_score_adj"), "0027\n777\n");
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].knob, KNOB_SLICE);
    CHECK_EQ(settings.failed[0].error, EAGAIN);
    block.size = 0;
    block_add(&block, KNOB_SLICE, SETTING_REQUIRED, group, strlen(group) + 1);
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
            block_add(&block, KNOB_SLICE, SETTING_REQUIRED, group, strlen(group) + 1);
            const char *groups = shell(&block, "cat /proc/self/cgroup");
            CHECK_EQ(strstr(groups, "0::/procex-settings-test\n") != NULL, 1);
            _exit(0);
        }
        int status = 0;
        waitpid(pid, &status, 0);
        CHECK_EQ(status, 0);
    }
    rmdir(group);
}

static void block_that_ends_early_is_refused(void) {
    struct block block = {0};
    block_number(&block, KNOB_UMASK, 0, 077);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size - 8), -EINVAL);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, 4), -EINVAL);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, 0), 0);
}

static void check_refused(int knob, const void *value, size_t size) {
    struct block block = {0};
    block_add(&block, knob, 0, value, size);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), -EINVAL);
}

static void value_that_would_be_read_beyond_is_refused(void) {
    const uint64_t one_limit[] = {1000};
    const uint64_t two_limits[] = {1000, 1000};
    const uint64_t two_instructions[] = {2, 0};
    const struct {
        uint64_t restricted;
        uint64_t paths;
        struct settings_path path;
        char text[8];
    } without_end = {12, 1, {12, 0, 8}, {'/', 'u', 's', 'r', '/', 'b', 'i', 'n'}};
    check_refused(KNOB_NICE, "", 0);
    check_refused(KNOB_LIMIT, one_limit, sizeof one_limit);
    check_refused(KNOB_LIMIT_NOFILE, two_limits, sizeof two_limits);
    check_refused(KNOB_SYSTEM_CALL_FILTER, two_instructions, sizeof two_instructions);
    check_refused(KNOB_ENVIRONMENT, "A=b\0C=d", 8);
    check_refused(KNOB_WORKING_DIRECTORY, "/usr/bin", 8);
    check_refused(KNOB_EXEC_PATHS, &without_end, sizeof without_end);
    check_refused(KNOB_EXEC_PATHS, &without_end, 16);
}

static const struct check_case cases[] = {
    CASE(oom_score_of_the_child_is_not_that_of_its_parent),
    CASE(oom_score_of_a_profile_is_never_lowered),
    CASE(oom_score_is_set_also_by_a_parent_that_may_not_be_dumped),
    CASE(oom_score_that_the_parent_cannot_set_either_ends_the_launch_or_is_noted),
    CASE(scheduling_is_the_childs_alone),
    CASE(privileges_and_mask_are_the_childs_alone),
    CASE(limits_are_set_and_those_of_profiles_only_lowered),
    CASE(limit_on_open_files_may_be_another_for_one_launch),
    CASE(nearest_limit_on_open_files_is_set_unless_the_exact_one_is_required),
    CASE(descriptors_for_the_settings_are_had_below_the_limit_on_files),
    CASE(working_directory_yields_to_that_of_the_launch),
    CASE(environment_is_passed_then_set_then_unset),
    CASE(filter_is_in_force_in_the_child_alone),
    CASE(files_are_written_only_where_it_is_allowed),
    CASE(path_that_is_not_there_is_told_and_the_rest_restricted),
    CASE(required_setting_that_fails_ends_the_launch),
    CASE(other_setting_that_fails_is_noted),
    CASE(child_whose_parent_has_ended_already_ends_too),
    CASE(child_starts_in_its_cgroup),
    CASE(group_that_refuses_is_gone_without_where_it_is_not_required),
    CASE(full_group_takes_nothing_else_with_it),
    CASE(group_is_entered_by_the_child_where_clone3_is_refused),
    CASE(block_that_ends_early_is_refused),
    CASE(value_that_would_be_read_beyond_is_refused),
};

CHECK_MAIN(cases)
