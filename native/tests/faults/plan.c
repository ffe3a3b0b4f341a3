#include "../launch.h"

#include "scenario.h"

static int is_prepared;

void plan_prepare(void) {
    if (!is_prepared) {
        is_prepared = 1;
        launch_prepare();
    }
}

static void fail(struct told *told, int step, int error) {
    told->is_good = 0;
    told->step = step;
    told->error = error;
}

static void read_text(int fd, struct told *told) {
    size_t length = 0;
    ssize_t got;
    while ((got = read(fd, told->text + length, TOLD_TEXT - 1 - length)) > 0) {
        length += (size_t)got;
    }
    told->text[length] = '\0';
}

static void await(pid_t pid, struct told *told) {
    int status = 0;
    if (waitpid(pid, &status, 0) != pid) {
        told->code = -errno; /* somebody else has reaped it */
        return;
    }
    told->code = WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

/* The mark has the number of the process, which is another each time. */
static void leave_out_mark(struct told *told) {
    char *line = strstr(told->text, "limit10 ");
    if (line != NULL) {
        char *end = strchr(line, '\n');
        memset(line, '-', (size_t)(end - line));
    }
}

static void close_ends(const int fds[3]) {
    for (int i = 0; i < 3; i++) {
        if (fds[i] != SPAWN_PIPE) {
            close(fds[i]);
        }
    }
}

static void judge(const struct plan *plan, const struct spawn_result *result, struct told *told) {
    told->rung = (int)result->rung;
    told->missed = plan->settings == NULL ? 0 : plan->settings->failures;
    if (result->pid <= 0) {
        fail(told, (int)result->step, result->error);
        return;
    }
    told->is_good = 1;
    if (result->fds[1] != SPAWN_PIPE) {
        read_text(result->fds[1], told);
    }
    if (plan->marked) {
        leave_out_mark(told);
    }
    await(result->pid, told);
    close_ends(result->fds);
    if (plan->settings != NULL && plan->settings->pidfd >= 0) {
        close(plan->settings->pidfd);
    }
}

static struct spawn_request request_of(const struct plan *plan) {
    static char *witness[] = {NULL, (char *)"./witness", NULL};
    const int wanted = plan->inherits ? 0 : SPAWN_PIPE;
    struct spawn_request request = {
        .argv = plan->argv == NULL ? witness + 1 : plan->argv,
        .envp = environ,
        .path = "/nowhere:/usr/bin:/bin",
        .search_as_execvp = plan->as_execvp,
        .dir = plan->dir,
        .program = plan->program,
        .fds = {wanted, plan->inherits ? 1 : SPAWN_PIPE, plan->inherits ? 2 : SPAWN_PIPE},
        .redirect_error_stream = plan->redirect,
        .limit = {1024, SPAWN_LIMIT_KEEP, 1},
        .sweep = plan->sweep,
        .marked = plan->marked,
        .rung = (enum spawn_rung)plan->rung,
        .settings = plan->settings,
        .observation = plan->observation,
    };
    return request;
}

void plan_run(const struct plan *plan, struct told *told) {
    struct spawn_request request = request_of(plan);
    struct spawn_result result;
    struct arena arena;
    long error = arena_open(&arena, 0);
    if (error < 0) {
        fail(told, SPAWN_STEP_MEMORY, (int)-error);
        return;
    }
    request.stack_top = arena_stack_top(&arena);
    spawn_process(&request, &result);
    arena_close(&arena);
    judge(plan, &result, told);
}
