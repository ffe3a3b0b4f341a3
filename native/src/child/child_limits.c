/* Sets resource limits for the program to come. See child.h for what may be done here. */
#include "child.h"
#include "child_settings.h"

#include "orphan_mark.h"
#include "sys.h"

static uint64_t smaller(uint64_t a, uint64_t b) {
    return a < b ? a : b;
}

static uint64_t wanted(uint64_t value, uint64_t now) {
    return value == SPAWN_LIMIT_KEEP ? now : value;
}

static void observe(uint64_t place[2], const struct sys_rlimit *limit) {
    place[0] = limit->soft;
    place[1] = limit->hard;
}

/* The limit to set. The soft limit never exceeds the hard one, which would be EINVAL. */
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
 * A value above the hard limit needs CAP_SYS_RESOURCE. Without it the nearest possible value is
 * set, as systemd does.
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

/* Sets the nearest value if the exact one is not permitted, and returns -EPERM then. */
static long set_or_nearest(int resource, const struct spawn_limit *limit,
                           const struct sys_rlimit *now, struct sys_rlimit *set) {
    const struct sys_rlimit asked = target(limit, now);
    *set = asked;
    if (set->soft == now->soft && set->hard == now->hard) {
        return 0;
    }
    long error = set_nearest(resource, set, now);
    int is_other = set->soft != asked.soft || set->hard != asked.hard;
    return error == 0 && is_other ? -SYS_EPERM : error;
}

static struct spawn_limit of_setting(const struct setting *setting, uint64_t only_lower) {
    return (struct spawn_limit){setting->value[0], setting->value[1], only_lower != 0};
}

static long set_open_files(const struct child *child, const struct spawn_limit *limit) {
    struct spawn_observation *observation = child->request->observation;
    struct sys_rlimit now;
    struct sys_rlimit set;
    long error = sys_prlimit64(SYS_RLIMIT_NOFILE, NULL, &now);
    if (error < 0) {
        return error;
    }
    child->report->open_files = now.soft;
    error = set_or_nearest(SYS_RLIMIT_NOFILE, limit, &now, &set);
    if (observation != NULL && sys_prlimit64(SYS_RLIMIT_NOFILE, NULL, &set) == 0) {
        observe(observation->limit_before, &now);
        observe(observation->limit_after, &set);
    }
    return error;
}

/* The operator's own LimitLOCKS stays. No launch fails for the want of a mark. */
static void mark(const struct spawn_request *request) {
    struct sys_rlimit limit;
    const enum setting_number own = SETTING_LIMIT + SYS_RLIMIT_LOCKS;
    if (!request->marked ||
        (request->settings != NULL && settings_find(request->settings, own) != NULL)) {
        return;
    }
    if (sys_prlimit64(SYS_RLIMIT_LOCKS, NULL, &limit) == 0) {
        limit.soft = orphan_mark_of(limit.soft, (int)sys_getpid());
        sys_prlimit64(SYS_RLIMIT_LOCKS, &limit, NULL);
    }
}

/* The default must never fail a launch; the operator's own value does if it is required. */
long child_limits(const struct child *child) {
    const struct spawn_request *request = child->request;
    mark(request);
    const struct setting *own =
        request->settings == NULL ? NULL : settings_find(request->settings, SETTING_LIMIT_NOFILE);
    if (own == NULL) {
        long error = set_open_files(child, &request->limit);
        return error == -SYS_EPERM || error == -SYS_ENOSYS ? 0 : error;
    }
    const struct spawn_limit limit = of_setting(own, own->value[2]);
    long error = set_open_files(child, &limit);
    return error < 0 ? settings_failed(request->settings, own, error) : 0;
}

long child_limit(const struct setting *setting) {
    const int resource = setting->number - SETTING_LIMIT;
    const struct spawn_limit limit =
        of_setting(setting, setting->flags & SETTING_FLAG_ONLY_TIGHTEN);
    struct sys_rlimit now;
    struct sys_rlimit set;
    long error = sys_prlimit64(resource, NULL, &now);
    return error < 0 ? error : set_or_nearest(resource, &limit, &now, &set);
}
