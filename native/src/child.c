/* The child: a flat list of steps that ends in exec or exit. See child.h for what it may do. */
#include "child.h"

#include "settings.h"
#include "sys.h"

static _Noreturn void child_fail(const struct child *child, enum spawn_step step, long error) {
    child->report->error = (int)-error;
    child->report->step = step;
    sys_exit_group(127);
}

static void child_step(const struct child *child, enum spawn_step step, long result) {
    if (result < 0) {
        child_fail(child, step, result);
    }
}

/*
 * Until this has succeeded every descriptor is the parent's own. The kernel copies only what lies
 * below the cut, so the cost does not grow with the parent's table, and no file or socket of
 * another thread is ever held here, not even for an instant (the ETXTBSY race of JDK-8068370).
 */
static long child_table(const struct child *child) {
    if (child->rung != SPAWN_SHARED_TABLE) {
        return 0;
    }
    return sys_close_range(child->cut, ~0U, SYS_CLOSE_RANGE_UNSHARE);
}

/* Fails by a required LimitNOFILE, or, as nothing else has set it, by the default limit. */
static void child_limits_step(const struct child *child) {
    const struct settings *settings = child->request->settings;
    long error = child_limits(child);
    int is_own = settings != NULL && settings->required_failed == KNOB_LIMIT_NOFILE;
    child_step(child, is_own ? SPAWN_STEP_SETTING : SPAWN_STEP_LIMIT, error);
}

void child_main(void *argument) {
    const struct child *child = argument;
    const struct spawn_request *request = child->request;

    child_step(child, SPAWN_STEP_TABLE, child_table(child));
    child_step(child, SPAWN_STEP_STDIO, child_stdio(child));
    child_step(child, SPAWN_STEP_CLOSE, child_close(child));
    child_step(child, SPAWN_STEP_SETTING, child_settings(request));
    child_limits_step(child);
    child_step(child, SPAWN_STEP_SIGNAL, child_signals(child->handlers_cleared));
    if (request->dir != NULL) {
        child_step(child, SPAWN_STEP_CHDIR, sys_chdir(request->dir));
    }
    int directory = -1;
    child_step(child, SPAWN_STEP_EXEC, child_check_program(request, &directory));
    child_step(child, SPAWN_STEP_SETTING, child_last_settings(request));
    long error =
        request->program == NULL ? child_exec(request) : child_exec_program(request, directory);
    child_fail(child, SPAWN_STEP_EXEC, error);
}
