#include "retry.h"

#include "filtered.h"
#include "ladder.h"
#include "result.h"
#include "settings_parent.h"
#include "slots.h"
#include "sys.h"

/*
 * True if something failed that the shared table alone needs: a seccomp filter came after the
 * self-test, or native code has closed slots. The private table may do. A lost lane alone does not
 * end the use of the shared table, nor does a lack of memory, which ends.
 */
static int is_shared_table_refused(const struct spawn_result *result) {
    int is_short = result->error == SYS_EAGAIN || result->error == SYS_ENOMEM;
    int clone_refused = result->step == SPAWN_STEP_CLONE && !is_short;
    int table_refused = result->step == SPAWN_STEP_TABLE;
    if (clone_refused || (table_refused && !is_short) || slots_lost()) {
        ladder_release();
    }
    return clone_refused || table_refused || result->step == SPAWN_STEP_SLOT;
}

/* True if a filter kills for the calls by which this rung gets rid of descriptors. */
static int is_rung_killed(const struct child *child, const struct spawn_result *result) {
    int step = child->report->step;
    if (result->step != SPAWN_STEP_FILTER ||
        (step != SPAWN_STEP_TABLE && step != SPAWN_STEP_CLOSE)) {
        return 0;
    }
    if (child->rung == SPAWN_SHARED_TABLE) {
        ladder_release();
    }
    ladder_lower(child->rung + 1);
    return 1;
}

/* True if a filter kills for the look at pending signals: they can be discarded without it. */
static int is_look_killed(struct child *child, const struct spawn_result *result) {
    if (result->step != SPAWN_STEP_FILTER || child->report->step != SPAWN_STEP_SIGNAL ||
        child->without_sigpending) {
        return 0;
    }
    child->without_sigpending = 1;
    filtered_note(FILTERED_RT_SIGPENDING);
    return 1;
}

/*
 * True if a filter kills for a setting's calls: the launch goes on without it, unless it is
 * required.
 */
static int is_setting_killed(const struct child *child, struct spawn_result *result) {
    struct settings *settings = child->request->settings;
    int is_killed = result->step == SPAWN_STEP_FILTER && settings != NULL &&
                    child->report->step == SPAWN_STEP_SETTING && settings->now != SETTING_NONE;
    if (!is_killed) {
        return 0;
    }
    long error = settings_killed(settings);
    if (error < 0) {
        result_fail(result, SPAWN_STEP_SETTING, error);
    }
    return error == 0;
}

int retry_launch(struct child *child, struct spawn_result *result) {
    if (result->pid > 0) {
        return 0;
    }
    if (is_setting_killed(child, result) || is_look_killed(child, result)) {
        return 1;
    }
    int refused = is_rung_killed(child, result) ||
                  (child->rung == SPAWN_SHARED_TABLE && is_shared_table_refused(result));
    child->rung += refused;
    return refused && child->rung < SPAWN_RUNGS;
}
