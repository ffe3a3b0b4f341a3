/* Sets resource limits for the program to come. See child.h for what may be done here. */
#include "child_settings.h"

#include "sys.h"

static uint64_t smaller(uint64_t a, uint64_t b) {
    return a < b ? a : b;
}

static uint64_t wanted(uint64_t value, uint64_t now) {
    return value == SPAWN_LIMIT_KEEP ? now : value;
}

/* A sandbox that keeps limits from being read or set must not fail a launch either. */
static long unless_forbidden(long error) {
    return error == -SYS_EPERM || error == -SYS_ENOSYS ? 0 : error;
}

static void observe(uint64_t place[2], const struct sys_rlimit *limit) {
    place[0] = limit->soft;
    place[1] = limit->hard;
}

/* What it is to be; never a soft limit above the hard one, which would be EINVAL. */
static struct sys_rlimit target(const struct spawn_limit *limit, const struct sys_rlimit *now) {
    struct sys_rlimit set = {wanted(limit->soft, now->soft), wanted(limit->hard, now->hard)};
    if (limit->only_lower) {
        set.soft = smaller(set.soft, now->soft);
        set.hard = smaller(set.hard, now->hard);
    }
    set.soft = smaller(set.soft, set.hard);
    return set;
}

/*
 * What is above the hard limit needs CAP_SYS_RESOURCE; without it the nearest possible value is
 * set, as systemd does for the same syntax.
 */
static long set_nearest(int resource, struct sys_rlimit *set, const struct sys_rlimit *now) {
    long error = sys_prlimit64(resource, set, NULL);
    if (error == -SYS_EPERM) {
        set->hard = smaller(set->hard, now->hard);
        set->soft = smaller(set->soft, set->hard);
        error = sys_prlimit64(resource, set, NULL);
    }
    return error;
}

/* A limit must never fail a launch (a soft limit of 1024 under a smaller hard one is EINVAL). */
long child_limits(const struct spawn_request *request) {
    struct spawn_observation *observation = request->observation;
    struct sys_rlimit now;
    long error = sys_prlimit64(SYS_RLIMIT_NOFILE, NULL, &now);
    if (error < 0) {
        return unless_forbidden(error);
    }
    struct sys_rlimit set = target(&request->limit, &now);
    if (set.soft != now.soft || set.hard != now.hard) {
        error = set_nearest(SYS_RLIMIT_NOFILE, &set, &now);
    }
    if (observation != NULL) {
        observe(observation->limit_before, &now);
        observe(observation->limit_after, error < 0 ? &now : &set);
    }
    return unless_forbidden(error);
}

/* Where the value may not be set the nearest one is, and the launch learns that it is not the same.
 */
long child_limit(const struct setting *setting) {
    const int resource = setting->knob - KNOB_LIMIT;
    const struct spawn_limit limit = {setting->value[0], setting->value[1],
                                      setting->flags & SETTING_ONLY_TIGHTEN};
    struct sys_rlimit now;
    long error = sys_prlimit64(resource, NULL, &now);
    if (error < 0) {
        return error;
    }
    const struct sys_rlimit asked = target(&limit, &now);
    struct sys_rlimit set = asked;
    error = set_nearest(resource, &set, &now);
    int is_other = set.soft != asked.soft || set.hard != asked.hard;
    return error == 0 && is_other ? -SYS_EPERM : error;
}
