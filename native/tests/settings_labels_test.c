/* AppArmorProfile and SELinuxContext: what the child writes, and what is told where that fails. */
#include <sys/mount.h>

#include "settings_launch.h"

#define LOADED "procex-test" /* integration-tests/vm loads it */

static void add_label(struct block *block, int number, int flags, const char *text) {
    block_add(block, number, flags, text, strlen(text) + 1);
}

static void add_profile(struct block *block, int flags, const char *name) {
    char command[64];
    snprintf(command, sizeof command, "exec %s", name);
    add_label(block, SETTING_APPARMOR_PROFILE, flags, command);
}

static struct launch launch_true(const struct block *block) {
    static char *argv[] = {NULL, (char *)"/bin/true", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, block);
    return launch;
}

static void run_true(const struct block *block) {
    struct launch launch = launch_true(block);
    output_of(&launch);
}

/* In the place of /proc: a folder in which a file takes all that is written to it. */
static void fake_proc(const char *folder) {
    char path[64];
    launch_prepare();
    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("fake", "/proc", "tmpfs", 0, NULL) != 0) {
        SKIP("this process may not mount");
    }
    CHECK_EQ(mkdir("/proc/self", 0755) + mkdir("/proc/self/attr", 0755), 0);
    mkdir(folder, 0755);
    snprintf(path, sizeof path, "%s/exec", folder);
    close(open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
}

static void check_written(const char *path, const char *text, size_t size) {
    char written[64] = "";
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    CHECK_EQ(read(fd, written, sizeof written), size);
    CHECK_TEXT(written, text);
    close(fd);
}

static void profile_is_named_to_apparmor_for_the_next_exec(void) {
    struct block block = {0};
    fake_proc("/proc/self/attr/apparmor");
    add_profile(&block, SETTING_FLAG_REQUIRED, "converter");
    run_true(&block);
    check_written("/proc/self/attr/apparmor/exec", "exec converter", strlen("exec converter"));
}

static void before_linux_5_8_the_file_of_all_modules_serves(void) {
    struct block block = {0};
    fake_proc("/proc/self/attr");
    add_profile(&block, SETTING_FLAG_REQUIRED, "converter");
    run_true(&block);
    check_written("/proc/self/attr/exec", "exec converter", strlen("exec converter"));
}

static void context_is_written_with_its_nul(void) {
    struct block block = {0};
    fake_proc("/proc/self/attr");
    add_label(&block, SETTING_SELINUX_CONTEXT, SETTING_FLAG_REQUIRED, "a_u:a_r:a_t:s0");
    run_true(&block);
    check_written("/proc/self/attr/exec", "a_u:a_r:a_t:s0", sizeof "a_u:a_r:a_t:s0");
}

static void check_signal_is_lost_to(int label) {
    struct block block = {0};
    block_number(&block, SETTING_DIE_WITH_PARENT, 0, SIGKILL);
    if (label == SETTING_APPARMOR_PROFILE) {
        add_profile(&block, 0, "converter");
    } else {
        add_label(&block, label, 0, "a_u:a_r:a_t:s0");
    }
    run_true(&block);
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].number, SETTING_DIE_WITH_PARENT);
    CHECK_EQ(settings.failed[0].error, EOPNOTSUPP);
}

static void label_takes_the_signal_at_the_parents_death_away_which_is_told(void) {
    fake_proc("/proc/self/attr");
    check_signal_is_lost_to(SETTING_APPARMOR_PROFILE);
    check_signal_is_lost_to(SETTING_SELINUX_CONTEXT);
}

static void signal_that_is_required_is_not_lost_to_a_label(void) {
    struct block block = {0};
    fake_proc("/proc/self/attr");
    block_number(&block, SETTING_DIE_WITH_PARENT, SETTING_FLAG_REQUIRED, SIGKILL);
    add_profile(&block, 0, "converter");
    struct launch launch = launch_true(&block);
    CHECK_EQ(launch.result.step, SPAWN_STEP_SETTING);
    CHECK_EQ(launch.result.error, EOPNOTSUPP);
    CHECK_EQ(settings.required_failed, SETTING_DIE_WITH_PARENT);
}

/* What this kernel answers to a process that writes this: EINVAL if the module is not active. */
static int answer(const char *path, const char *text) {
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        int fd = open(path, O_WRONLY | O_CLOEXEC);
        _exit(fd < 0 || write(fd, text, strlen(text)) < 0 ? errno : 0);
    }
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    return WEXITSTATUS(status);
}

static int answer_to_profile(const char *command) {
    int error = answer("/proc/self/attr/apparmor/exec", command);
    return error == ENOENT && access("/proc/self/attr/apparmor", F_OK) != 0
               ? answer("/proc/self/attr/exec", command)
               : error;
}

static void check_missed(const struct block *block, int number, int error) {
    run_true(block);
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].number, number);
    CHECK_EQ(settings.failed[0].error, error);
}

static void label_that_cannot_be_had_is_told_with_the_kernels_answer(void) {
    struct block block = {0};
    launch_prepare();
    const int of_profile = answer_to_profile("exec no-such-profile");
    const int of_context = answer("/proc/self/attr/exec", "no_u:no_r:no_t:s0");
    CHECK_EQ(of_profile != 0 && of_context != 0, 1);
    add_profile(&block, 0, "no-such-profile");
    check_missed(&block, SETTING_APPARMOR_PROFILE, of_profile);
    block.size = 0;
    add_label(&block, SETTING_SELINUX_CONTEXT, 0, "no_u:no_r:no_t:s0");
    check_missed(&block, SETTING_SELINUX_CONTEXT, of_context);
}

static void required_label_that_cannot_be_had_ends_the_launch(void) {
    struct block block = {0};
    launch_prepare();
    int before = open_descriptors();
    add_profile(&block, SETTING_FLAG_REQUIRED, "no-such-profile");
    struct launch launch = launch_true(&block);
    CHECK_EQ(launch.result.step, SPAWN_STEP_SETTING);
    CHECK_EQ(launch.result.error, answer_to_profile("exec no-such-profile"));
    CHECK_EQ(settings.required_failed, SETTING_APPARMOR_PROFILE);
    check_nothing_left(before);
}

/* With a signal that it would have taken away, which stays. */
static void file_that_may_not_be_written_is_told(void) {
    struct refusal no_writing = {SYS_openat, 2, O_WRONLY, EACCES};
    struct block block = {0};
    launch_prepare();
    CHECK_EQ(refuse(&no_writing), 0);
    block_number(&block, SETTING_DIE_WITH_PARENT, 0, SIGKILL);
    add_profile(&block, 0, "converter");
    check_missed(&block, SETTING_APPARMOR_PROFILE, EACCES);
}

/* Its other files in /proc are root's, but these are open. */
static void parent_that_may_not_be_dumped_does_not_matter(void) {
    struct block block = {0};
    prepare_undumpable();
    add_profile(&block, 0, "no-such-profile");
    check_missed(&block, SETTING_APPARMOR_PROFILE, answer_to_profile("exec no-such-profile"));
    CHECK_EQ(settings.failed[0].error == EACCES, 0);
}

static void program_runs_under_the_profile_and_its_parent_does_not(void) {
    struct block block = {0};
    if (answer_to_profile("exec " LOADED) != 0) {
        SKIP("AppArmor has no profile " LOADED);
    }
    launch_prepare();
    add_profile(&block, SETTING_FLAG_REQUIRED, LOADED);
    block_number(&block, SETTING_NO_NEW_PRIVILEGES, SETTING_FLAG_REQUIRED, 1);
    const char *text = shell(&block, "cat /proc/self/attr/current; cat /etc/hosts 2>&1 || echo no");
    CHECK_LINE(text, LOADED " (enforce)");
    CHECK_LINE(text, "no");
    block.size = 0;
    block_number(&block, SETTING_DIE_WITH_PARENT, 0, SIGKILL);
    CHECK_LINE(report(&block), "death-signal 9");
    CHECK_LINE(shell(&block, "cat /proc/self/attr/current"), "unconfined");
    CHECK_EQ(settings.failures, 0);
    add_profile(&block, SETTING_FLAG_REQUIRED, LOADED);
    CHECK_LINE(report(&block), "death-signal 0");
    CHECK_EQ(settings.failures, 1);
}

static const struct check_case cases[] = {
    CASE(profile_is_named_to_apparmor_for_the_next_exec),
    CASE(before_linux_5_8_the_file_of_all_modules_serves),
    CASE(context_is_written_with_its_nul),
    CASE(label_takes_the_signal_at_the_parents_death_away_which_is_told),
    CASE(signal_that_is_required_is_not_lost_to_a_label),
    CASE(label_that_cannot_be_had_is_told_with_the_kernels_answer),
    CASE(required_label_that_cannot_be_had_ends_the_launch),
    CASE(file_that_may_not_be_written_is_told),
    CASE(parent_that_may_not_be_dumped_does_not_matter),
    CASE(program_runs_under_the_profile_and_its_parent_does_not),
};

CHECK_MAIN(cases)
