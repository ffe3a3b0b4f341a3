/* What children may call and write: seccomp filters and Landlock. */
#include "settings_launch.h"

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
    block_add(&block, SETTING_SYSTEM_CALL_FILTER, SETTING_FLAG_REQUIRED, &value, sizeof value);
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
    block_add(block, SETTING_READ_WRITE_PATHS, flags, &value, sizeof value);
}

enum { ALL_WRITING = 0xfff2 };

static void need_landlock(int abi) {
    if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < abi) {
        SKIP("this kernel has no Landlock, too old a one, or it is switched off");
    }
}

static void files_are_written_only_where_it_is_allowed(void) {
    struct block block = {0};
    char directory[] = "/tmp/settings.XXXXXX";
    char script[256];
    need_landlock(1);
    launch_prepare();
    CHECK_EQ(mkdtemp(directory) != NULL, 1);
    add_path(&block, SETTING_FLAG_REQUIRED, ALL_WRITING, ALL_WRITING, directory, 0);
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
    need_landlock(1);
    launch_prepare();
    add_path(&block, 0, ALL_WRITING, ALL_WRITING, "/no/such/path", 0);
    CHECK_LINE(shell(&block, "(echo > /tmp/settings.outside) 2>&- || echo refused"), "refused");
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].number, SETTING_READ_WRITE_PATHS);
    CHECK_EQ(settings.failed[0].error, ENOENT);
    block.size = 0;
    add_path(&block, SETTING_FLAG_REQUIRED, ALL_WRITING, ALL_WRITING, "/no/such/path", 1);
    CHECK_LINE(shell(&block, "echo here"), "here");
}

/* stty asks a device that it has opened for reading; /dev/null would answer that it is no terminal.
 */
static void devices_are_commanded_only_where_they_may_be_written(void) {
    struct block block = {0};
    const char *ask = "LC_ALL=C stty -F /dev/null 2>&1 | grep -o 'Permission.*\\|Inappropriate.*'";
    need_landlock(5);
    launch_prepare();
    add_path(&block, SETTING_FLAG_REQUIRED, ALL_WRITING, ALL_WRITING, "/no/such/path", 1);
    CHECK_LINE(shell(&block, ask), "Permission denied");
    block.size = 0;
    add_path(&block, SETTING_FLAG_REQUIRED, ALL_WRITING, ALL_WRITING, "/dev/null", 0);
    CHECK_LINE(shell(&block, ask), "Inappropriate ioctl for device");
}

static void path_below_a_file_is_told_though_it_need_not_be_there(void) {
    struct block block = {0};
    need_landlock(1);
    launch_prepare();
    add_path(&block, 0, ALL_WRITING, ALL_WRITING, "/etc/passwd/below", 1);
    report(&block);
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].error, ENOTDIR);
}

static void each_path_that_is_missing_is_told(void) {
    struct block block = {0};
    struct {
        uint64_t handled, count;
        struct {
            uint64_t rights;
            uint32_t optional, size;
            char path[64];
        } path[2];
    } value = {ALL_WRITING,
               2,
               {{ALL_WRITING, 0, sizeof value.path[0].path, "/no/such/path"},
                {ALL_WRITING, 0, sizeof value.path[0].path, "/tmp"}}};
    need_landlock(1);
    launch_prepare();
    block_add(&block, SETTING_READ_WRITE_PATHS, 0, &value, sizeof value);
    CHECK_LINE(shell(&block, "echo > /tmp/settings.inside && rm /tmp/settings.inside && echo in"),
               "in");
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].error, ENOENT);
}

/* Of whom the kernel asks for no_new_privs first. */
static void other_users_than_root_are_restricted_too(void) {
    struct block block = {0};
    struct {
        uint64_t count;
        struct sock_filter filter[1];
    } value = {1, {BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)}};
    if (getuid() == 0) {
        CHECK_EQ(setgid(65534) + setuid(65534), 0);
    }
    launch_prepare();
    block_add(&block, SETTING_SYSTEM_CALL_FILTER, SETTING_FLAG_REQUIRED, &value, sizeof value);
    CHECK_LINE(report(&block), "seccomp 2");
    CHECK_EQ(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 0);
    need_landlock(1);
    block.size = 0;
    add_path(&block, SETTING_FLAG_REQUIRED, ALL_WRITING, ALL_WRITING, "/dev", 0);
    CHECK_LINE(shell(&block, "(echo > /tmp/settings.nobody) 2>&- || echo refused"), "refused");
}

static const struct check_case cases[] = {
    CASE(filter_is_in_force_in_the_child_alone),
    CASE(files_are_written_only_where_it_is_allowed),
    CASE(path_that_is_not_there_is_told_and_the_rest_restricted),
    CASE(devices_are_commanded_only_where_they_may_be_written),
    CASE(path_below_a_file_is_told_though_it_need_not_be_there),
    CASE(each_path_that_is_missing_is_told),
    CASE(other_users_than_root_are_restricted_too),
};

CHECK_MAIN(cases)
