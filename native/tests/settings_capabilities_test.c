/* CapabilityBoundingSet, AmbientCapabilities, KeyringMode: of the child, and of nobody else. */
#include <linux/capability.h>

#include "settings_launch.h"

static struct __user_cap_data_struct own[2];

static void get(void) {
    struct __user_cap_header_struct third = {_LINUX_CAPABILITY_VERSION_3, 0};
    CHECK_EQ(syscall(SYS_capget, &third, own), 0);
}

static void set(void) {
    struct __user_cap_header_struct third = {_LINUX_CAPABILITY_VERSION_3, 0};
    CHECK_EQ(syscall(SYS_capset, &third, own), 0);
}

static void need(int capability) {
    get();
    if ((own[0].permitted >> capability & 1) == 0) {
        SKIP("this process has not the capability");
    }
    launch_prepare();
}

/* Also that it can be dumped: else files in /proc would be root's. */
static void check_own(void) {
    struct __user_cap_data_struct before[2];
    memcpy(before, own, sizeof own);
    get();
    CHECK_EQ(memcmp(before, own, sizeof own), 0);
    CHECK_EQ(prctl(PR_CAPBSET_READ, CAP_KILL), 1);
    CHECK_EQ(prctl(PR_GET_DUMPABLE), 1);
}

static void program_of_root_gets_no_more_than_the_bounding_set(void) {
    struct block block = {0};
    need(CAP_SETPCAP);
    own[0].inheritable |= 1U << CAP_CHOWN | 1U << CAP_FOWNER;
    set();
    block_number(&block, SETTING_CAPABILITY_BOUNDING_SET, SETTING_FLAG_REQUIRED, 1 << CAP_CHOWN);
    const char *text = report(&block);
    CHECK_LINE(text, "CapBnd:\t0000000000000001");
    CHECK_LINE(text, "CapPrm:\t0000000000000001");
    CHECK_LINE(text, "CapInh:\t0000000000000001");
    check_own();
}

static void empty_bounding_set_leaves_nothing(void) {
    struct block block = {0};
    need(CAP_SETPCAP);
    block_number(&block, SETTING_CAPABILITY_BOUNDING_SET, SETTING_FLAG_REQUIRED, 0);
    CHECK_LINE(report(&block), "CapPrm:\t0000000000000000");
    check_own();
}

static void bounding_set_without_the_right_to_change_it_is_missed(void) {
    struct block block = {0};
    need(CAP_SETPCAP);
    own[0].effective &= ~(1U << CAP_SETPCAP);
    set();
    block_number(&block, SETTING_CAPABILITY_BOUNDING_SET, 0, 0);
    report(&block);
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].number, SETTING_CAPABILITY_BOUNDING_SET);
    CHECK_EQ(settings.failed[0].error, EPERM);
}

static void set_ambient(int capability) {
    own[0].inheritable |= 1U << capability;
    set();
    CHECK_EQ(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0), 0);
}

static void child_has_these_ambient_capabilities_and_no_others(void) {
    struct block block = {0};
    need(CAP_KILL);
    set_ambient(CAP_FOWNER);
    block_number(&block, SETTING_AMBIENT_CAPABILITIES, SETTING_FLAG_REQUIRED, 1 << CAP_KILL);
    CHECK_LINE(report(&block), "CapAmb:\t0000000000000020");
    block.size = 0;
    block_number(&block, SETTING_AMBIENT_CAPABILITIES, SETTING_FLAG_REQUIRED, 0);
    CHECK_LINE(report(&block), "CapAmb:\t0000000000000000");
    CHECK_EQ(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, CAP_FOWNER, 0, 0), 1);
    check_own();
}

static void ambient_capability_that_the_parent_lacks_is_missed(void) {
    struct block block = {0};
    need(CAP_KILL);
    own[0].effective &= ~(1U << CAP_KILL | 1U << CAP_SETPCAP);
    own[0].permitted = own[0].effective;
    set();
    block_number(&block, SETTING_AMBIENT_CAPABILITIES, 0, 1 << CAP_KILL);
    report(&block);
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].error, EPERM);
}

static long session_keyring(void) {
    const int get_keyring_id = 0;
    return syscall(SYS_keyctl, get_keyring_id, -3, 0);
}

static long keyring_in(const char *text) {
    const char *line = strstr(text, "\nkeyring ");
    CHECK_EQ(line != NULL, 1);
    return strtol(line + sizeof "\nkeyring", NULL, 10);
}

static void child_gets_a_session_keyring_of_its_own(void) {
    struct block block = {0};
    const long before = session_keyring();
    if (before < 0) {
        SKIP("no keyrings here");
    }
    setenv("REPORT_KEYRING", "1", 1);
    launch_prepare();
    CHECK_EQ(keyring_in(report(&block)), before);
    for (int mode = KEYRING_PRIVATE; mode <= KEYRING_SHARED; mode++) {
        block.size = 0;
        block_number(&block, SETTING_KEYRING_MODE, SETTING_FLAG_REQUIRED, (uint64_t)mode);
        const long childs = keyring_in(report(&block));
        CHECK_EQ(childs > 0 && childs != before, 1);
    }
    CHECK_EQ(session_keyring(), before);
}

static void shared_keyring_has_the_users_in_it(void) {
    struct block block = {0};
    if (session_keyring() < 0) {
        SKIP("no keyrings here");
    }
    setenv("REPORT_KEYRING", "1", 1);
    launch_prepare();
    block_number(&block, SETTING_KEYRING_MODE, SETTING_FLAG_REQUIRED, KEYRING_SHARED);
    CHECK_LINE(report(&block), "size of the keyring 4");
    block.size = 0;
    block_number(&block, SETTING_KEYRING_MODE, SETTING_FLAG_REQUIRED, KEYRING_PRIVATE);
    CHECK_LINE(report(&block), "size of the keyring 0");
}

static void refuse_call(int number, int argument, unsigned mask, int error) {
    struct refusal refusal = {number, argument, mask, error};
    CHECK_EQ(refuse(&refusal), 0);
}

/* A filter may forbid it, in a container say. */
static void where_nothing_changes_capset_is_not_called(void) {
    struct block block = {0};
    launch_prepare();
    refuse_call(SYS_capset, 0, 0, EPERM);
    block_number(&block, SETTING_CAPABILITY_BOUNDING_SET, SETTING_FLAG_REQUIRED, -1);
    report(&block);
    CHECK_EQ(settings.failures, 0);
}

/* Before Linux 4.3. */
static void kernel_without_ambient_capabilities_can_give_none_alone(void) {
    enum { OF_AMBIENT = 8 }; /* a bit that no other option of prctl has that a launch calls */
    struct block block = {0};
    launch_prepare();
    refuse_call(SYS_prctl, 0, OF_AMBIENT, EINVAL);
    block_number(&block, SETTING_AMBIENT_CAPABILITIES, SETTING_FLAG_REQUIRED, 0);
    report(&block);
    CHECK_EQ(settings.failures, 0);
    block.size = 0;
    block_number(&block, SETTING_AMBIENT_CAPABILITIES, 0, 1 << CAP_KILL);
    report(&block);
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].error, EINVAL);
}

static void keyring_that_cannot_be_made_is_missed(void) {
    for (int mode = KEYRING_PRIVATE; mode <= KEYRING_SHARED; mode++) {
        struct block block = {0};
        launch_prepare();
        refuse_call(SYS_keyctl, 0, 0, EDQUOT);
        block_number(&block, SETTING_KEYRING_MODE, 0, mode);
        report(&block);
        CHECK_EQ(settings.failures, 1);
        CHECK_EQ(settings.failed[0].error, EDQUOT);
    }
}

static const struct check_case cases[] = {
    CASE(program_of_root_gets_no_more_than_the_bounding_set),
    CASE(empty_bounding_set_leaves_nothing),
    CASE(bounding_set_without_the_right_to_change_it_is_missed),
    CASE(child_has_these_ambient_capabilities_and_no_others),
    CASE(ambient_capability_that_the_parent_lacks_is_missed),
    CASE(child_gets_a_session_keyring_of_its_own),
    CASE(shared_keyring_has_the_users_in_it),
    CASE(where_nothing_changes_capset_is_not_called),
    CASE(kernel_without_ambient_capabilities_can_give_none_alone),
    CASE(keyring_that_cannot_be_made_is_missed),
};

CHECK_MAIN(cases)
