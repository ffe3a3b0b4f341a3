/* What Landlock can restrict, by its ABI. */
#include "landlock_rights.h"

#include "check.h"
#include "sys_settings.h"

static void each_abi_adds_the_rights_that_its_kernel_came_with(void) {
    static const uint64_t rights[] = {
        [1] = 0x1fff,                /* Linux 5.13 */
        [2] = 0x3fff,                /* and 5.19: to move to another directory */
        [3] = 0x7fff,                /* and 6.2: to truncate */
        [4] = 0x7fff,  [5] = 0xffff, /* and 6.10: to command devices */
        [6] = 0xffff,  [7] = 0xffff,
        [8] = 0xffff,  [9] = 0xffff, /* sockets are no matter of paths */
        [10] = 0xffff,
    };
    for (long abi = 1; abi < (long)(sizeof rights / sizeof rights[0]); abi++) {
        CHECK_EQ(landlock_rights(abi), rights[abi]);
    }
}

static void abi_that_is_not_known_yet_has_the_rights_that_are(void) {
    CHECK_EQ(landlock_rights(1000), landlock_rights(10));
}

/* EINVAL if it did not know one of them. */
static void this_kernel_knows_all_rights_of_its_abi(void) {
    const long abi = sys_landlock_create_ruleset(NULL, 0, SYS_LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 0) {
        SKIP("this kernel has no Landlock, or it is switched off");
    }
    const uint64_t rights = landlock_rights(abi);
    CHECK_EQ(sys_landlock_create_ruleset(&rights, sizeof rights, 0) >= 0, 1);
    const uint64_t unknown = rights | (uint64_t)1 << 63;
    CHECK_EQ(sys_landlock_create_ruleset(&unknown, sizeof unknown, 0), -SYS_EINVAL);
}

static const struct check_case cases[] = {
    CASE(each_abi_adds_the_rights_that_its_kernel_came_with),
    CASE(abi_that_is_not_known_yet_has_the_rights_that_are),
    CASE(this_kernel_knows_all_rights_of_its_abi),
};

CHECK_MAIN(cases)
