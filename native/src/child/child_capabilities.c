/* Capabilities and keyrings of the program. See child.h for what may be done here. */
#include "child_settings.h"
#include "sys_capabilities.h"

/*
 * Credentials belong to the task, and no call here changes the memory that it shares with the JVM:
 * the kernel clears the dumpable flag only if a task is permitted more than before (commit_creds).
 */

/*
 * Removes all inheritable capabilities but those kept, and adds some. Where that changes nothing,
 * no call is made: a filter may forbid it.
 */
static long change_inheritable(uint64_t kept, uint64_t added) {
    struct sys_capabilities all;
    long error = sys_capget(&all);
    if (error < 0) {
        return error;
    }
    const uint64_t before = (uint64_t)all.high.inheritable << 32 | all.low.inheritable;
    const uint64_t after = (before & kept) | added;
    all.low.inheritable = (uint32_t)after;
    all.high.inheritable = (uint32_t)(after >> 32);
    return after == before ? 0 : sys_capset(&all);
}

/* The kernel ends the list: it answers EINVAL for a capability that it does not know. */
long child_bounding_set(const struct setting *setting) {
    const uint64_t kept = setting->value[0];
    for (int capability = 0; capability < SYS_CAPABILITIES; capability++) {
        const int is_kept = (int)(kept >> capability & 1);
        const long has = is_kept ? 0 : sys_prctl(SYS_PR_CAPBSET_READ, capability);
        const long error = has > 0 ? sys_prctl(SYS_PR_CAPBSET_DROP, capability) : has;
        if (error == -SYS_EINVAL && has < 0 && capability > 0) {
            break;
        }
        if (error < 0) {
            return error;
        }
    }
    /* Exec gives a program of root's what is inheritable, whatever the bounding set says. */
    return change_inheritable(kept, 0);
}

long child_ambient_capabilities(const struct setting *setting) {
    const uint64_t given = setting->value[0];
    long error = sys_ambient(SYS_PR_CAP_AMBIENT_CLEAR_ALL, 0);
    if (error == -SYS_EINVAL && given == 0) {
        return 0; /* before Linux 4.3 there are none */
    }
    if (error == 0 && given != 0) {
        error = change_inheritable(~0UL, given);
    }
    for (int capability = 0; capability < SYS_CAPABILITIES && error == 0; capability++) {
        if ((given >> capability & 1) != 0) {
            error = sys_ambient(SYS_PR_CAP_AMBIENT_RAISE, capability);
        }
    }
    return error;
}

/* A new session keyring, without the keys of the JVM's; or with the user's linked to it. */
long child_keyring(const struct setting *setting) {
    long error = sys_keyctl_join_session();
    if (error < 0 || setting->value[0] == KEYRING_PRIVATE) {
        return error < 0 ? error : 0;
    }
    return sys_keyctl_link_user();
}
