/* The child: a flat list of steps that ends in exec or exit. See child.h for what it may do. */
#include "child.h"

#include "settings.h"
#include "sys.h"

static _Noreturn void child_fail(const struct child *child, long error) {
    child->report->error = (int)-error;
    sys_exit_group(127);
}

/*
 * Said before each step: a filter may kill for a call of it, and then the parent knows for which,
 * and that the program was not executed.
 */
static void child_begin(const struct child *child, enum spawn_step step) {
    child->report->step = step;
}

static void child_end(const struct child *child, long result) {
    if (result < 0) {
        child_fail(child, result);
    }
}

/*
 * Until this has succeeded, every descriptor is the parent's own. The kernel copies only the part
 * of the table below the cut. So the cost does not grow with the parent's table, and the child
 * never holds a file or socket of another thread, not even for an instant (the ETXTBSY race of
 * JDK-8068370).
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
    child_begin(child, SPAWN_STEP_LIMIT);
    long error = child_limits(child);
    if (settings != NULL && settings->required_failed == SETTING_LIMIT_NOFILE) {
        child_begin(child, SPAWN_STEP_SETTING);
    }
    child_end(child, error);
}

void child_main(void *argument) {
    const struct child *child = argument;
    const struct spawn_request *request = child->request;

    child_begin(child, SPAWN_STEP_SETTING);
    child_end(child, child_tie(request));
    child_begin(child, SPAWN_STEP_TABLE);
    child_end(child, child_table(child));
    child_begin(child, SPAWN_STEP_STDIO);
    child_end(child, child_stdio(child));
    child_begin(child, SPAWN_STEP_CLOSE);
    child_end(child, child_close(child));
    child_begin(child, SPAWN_STEP_SETTING);
    child_end(child, child_settings(request));
    child_limits_step(child);
    child_begin(child, SPAWN_STEP_SIGNAL);
    child_end(child, child_signals(child->handlers_cleared, child->without_sigpending));
    child_begin(child, SPAWN_STEP_CHDIR);
    child_end(child, request->dir == NULL ? 0 : sys_chdir(request->dir));
    int directory = -1;
    child_begin(child, SPAWN_STEP_EXEC);
    child_end(child, child_check_program(request, &directory));
    child_begin(child, SPAWN_STEP_SETTING);
    child_end(child, child_last_settings(request));
    child_begin(child, SPAWN_STEP_NONE);
    long error =
        request->program == NULL ? child_exec(request) : child_exec_program(request, directory);
    child_begin(child, SPAWN_STEP_EXEC);
    child_fail(child, error);
}
