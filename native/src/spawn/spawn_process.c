/* The parent's side of one launch. */
#include "spawn_process.h"

#include "attempt.h"
#include "filtered.h"
#include "ladder.h"
#include "pipes.h"
#include "result.h"
#include "retry.h"
#include "slots.h"
#include "sys.h"

/* Puts the child's ends into a lane of reserved slots, below the cut, for the attempt. */
static void attempt_shared(struct child *child, struct spawn_result *result) {
    int own[3] = {child->source[0], child->source[1], child->source[2]};
    int slot[3];
    int lane = slots_acquire();
    if (lane < 0) {
        result_fail(result, SPAWN_STEP_SLOT, lane);
        return;
    }
    long error = slots_fill(lane, own, slot);
    if (error < 0) {
        result_fail(result, SPAWN_STEP_SLOT, error);
    } else {
        for (int i = 0; i < 3; i++) {
            child->source[i] = slot[i];
        }
        child->cut = slots_cut();
        child->filled = slots_filled();
        attempt_launch(child, result);
    }
    slots_release(lane, slot, child->request->fds);
    for (int i = 0; i < 3; i++) {
        child->source[i] = own[i];
    }
}

/* The numbers that are reserved are the last that this process has. */
static long open_pipes(struct pipes *pipes, const int fds[3]) {
    long error = pipes_open(pipes, fds);
    if (error == -SYS_EMFILE) {
        slots_make_room();
        error = pipes_open(pipes, fds);
    }
    return error;
}

static void attempt_down_the_ladder(struct child *child, struct spawn_result *result) {
    do {
        if (child->rung == SPAWN_SHARED_TABLE) {
            attempt_shared(child, result);
        } else {
            attempt_launch(child, result);
        }
    } while (retry_launch(child, result));
}

void spawn_process(const struct spawn_request *request, struct spawn_result *result) {
    struct pipes pipes;
    struct child_report report = child_begins;
    struct child child = {.request = request,
                          .rung = ladder_choose(request->rung),
                          .without_sigpending = filtered(FILTERED_RT_SIGPENDING),
                          .report = &report};
    result->rung = child.rung;
    if (child.rung == SPAWN_NO_RUNG) {
        result_fail(result, SPAWN_STEP_CLONE, -SYS_ENOSYS);
        return;
    }
    if (request->sweep) {
        sys_close_range(SYS_AFTER_STDIO, ~0U, SYS_CLOSE_RANGE_CLOEXEC);
    }
    long error = open_pipes(&pipes, request->fds);
    if (error < 0) {
        result_fail(result, SPAWN_STEP_PIPE, error);
        return;
    }
    for (int i = 0; i < 3; i++) {
        child.source[i] = request->fds[i] == SPAWN_PIPE ? pipes.child[i] : request->fds[i];
    }
    attempt_down_the_ladder(&child, result);
    pipes_close_child(&pipes);
    if (result->pid < 0) {
        pipes_close_parent(&pipes);
    }
    for (int i = 0; i < 3; i++) {
        result->fds[i] = pipes.parent[i];
    }
}
