/* Launches with settings: wished for, and required. */
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/syscall.h>

#include "../launch.h"
#include "../settings_block.h"

#include "reaper.h"
#include "scenario.h"

static struct block block;
static struct settings settings;
static int flags;

static void add_paths(void) {
    const uint64_t writing = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG;
    const struct {
        uint64_t handled, count, rights;
        uint32_t optional, size;
        char path[8];
    } value = {writing, 1, writing, 0, 8, "/tmp"};
    block_add(&block, SETTING_READ_WRITE_PATHS, flags, &value, sizeof value);
}

static void add_filter(void) {
    const struct {
        uint64_t count;
        struct sock_filter filter[4];
    } value = {4,
               {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
                BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_uname, 0, 1),
                BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
                BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)}};
    block_add(&block, SETTING_SYSTEM_CALL_FILTER, flags, &value, sizeof value);
}

static void add_privileges(void) {
    block_number(&block, SETTING_CAPABILITY_BOUNDING_SET, flags, (1LL << 39) - 2);
    block_number(&block, SETTING_AMBIENT_CAPABILITIES, flags, 0);
    block_number(&block, SETTING_KEYRING_MODE, flags, KEYRING_SHARED);
    block_number(&block, SETTING_NO_NEW_PRIVILEGES, flags, 1);
    add_paths();
    add_filter();
}

static void add_scheduling(void) {
    const uint64_t batch[] = {SCHED_BATCH, 0};
    cpu_set_t first;
    CPU_ZERO(&first);
    CPU_SET(0, &first);
    block_number(&block, SETTING_OOM_SCORE_ADJUST, flags, 500);
    block_number(&block, SETTING_NICE, flags, 5);
    block_add(&block, SETTING_CPU_SCHEDULING_POLICY, flags, batch, sizeof batch);
    block_add(&block, SETTING_CPU_AFFINITY, flags, &first, sizeof first);
    block_number(&block, SETTING_IO_SCHEDULING_CLASS, flags, 3 << 13);
}

static void make_block(int of_all) {
    const uint64_t no_core[] = {0, 0};
    const uint64_t files[] = {700, 900, 0};
    flags = of_all;
    add_scheduling();
    block_number(&block, SETTING_UMASK, flags, 027);
    block_add(&block, SETTING_WORKING_DIRECTORY, flags, "/proc/self/cwd", sizeof "/proc/self/cwd");
    block_number(&block, SETTING_KILL_MODE, flags, KILL_PROCESS_GROUP);
    block_number(&block, SETTING_RUNTIME_MAX, flags, 1000000000);
    block_add(&block, SETTING_LIMIT + RLIMIT_CORE, flags, no_core, sizeof no_core);
    block_add(&block, SETTING_LIMIT_NOFILE, flags, files, sizeof files);
    add_privileges();
    plan_prepare();
}

static void wish(void) {
    make_block(0);
}

static void require(void) {
    make_block(SETTING_FLAG_REQUIRED);
}

static void launch_with(struct told *told) {
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    long error = settings_expect_reaper(&settings, 0);
    if (error == 0) {
        error = settings_open_cgroup(&settings);
    }
    if (error < 0) {
        told->step = SPAWN_STEP_SETTING;
        told->error = (int)-error;
        return;
    }
    plan_run(&(struct plan){.settings = &settings}, told);
    settings_close_cgroup(&settings);
}

static void wish_to_die_with_parent(void) {
    block_number(&block, SETTING_DIE_WITH_PARENT, 0, SIGTERM);
    plan_prepare();
}

static void require_to_die_with_parent(void) {
    block_number(&block, SETTING_DIE_WITH_PARENT, SETTING_FLAG_REQUIRED, SIGTERM);
    plan_prepare();
}

/* The whole group, by a thread that is tied to it. */
static void wish_to_die_as_a_group(void) {
    block_number(&block, SETTING_KILL_MODE, 0, KILL_PROCESS_GROUP);
    wish_to_die_with_parent();
}

/* Without the right, or with cgroup v1, the kernel refuses it, and that is told. */
static void wish_for_slice(void) {
    block_add(&block, SETTING_SLICE, 0, "/sys/fs/cgroup", sizeof "/sys/fs/cgroup");
    plan_prepare();
}

/* What systemd's modules are told is written to a file that this kernel may not have. */
static void wish_for_labels(void) {
    block_add(&block, SETTING_APPARMOR_PROFILE, 0, "exec none", sizeof "exec none");
    block_add(&block, SETTING_SELINUX_CONTEXT, 0, "none", sizeof "none");
    block_number(&block, SETTING_IGNORE_SIGPIPE, 0, 1);
    plan_prepare();
}

const struct scenario settings_scenarios[] = {
    {"settings", wish, launch_with, 0},
    {"required-settings", require, launch_with, MAY_END_WHAT_RAN},
    {"die-with-parent", wish_to_die_with_parent, launch_with, 0},
    {"required-die-with-parent", require_to_die_with_parent, launch_with, 0},
    {"die-as-group", wish_to_die_as_a_group, launch_with, 0},
    {"slice", wish_for_slice, launch_with, 0},
    {"labels", wish_for_labels, launch_with, 0},
    {NULL, NULL, NULL, 0},
};
