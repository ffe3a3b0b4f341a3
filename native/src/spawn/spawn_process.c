/* The parent's side of one launch. */
#include "spawn_process.h"

#include "child.h"
#include "filtered.h"
#include "oom_outside.h"
#include "open_limit.h"
#include "pipes.h"
#include "settings_parent.h"
#include "slots.h"
#include "sys_settings.h"
#include "task.h"

static void fail(struct spawn_result *result, enum spawn_step step, long error) {
    result->pid = -1;
    result->step = step;
    result->error = (int)-error;
}

/* clone3 itself is refused (task.h), and not the group by it. */
static int is_refused_clone3(long error) {
    return error == -SYS_ENOSYS || error == -SYS_EPERM || error == -SYS_EINVAL ||
           error == -SYS_E2BIG;
}

/*
 * Runs the task; where there is no thread that lives as long as the child, in this one, and then
 * the child must not be told to die with it.
 */
static long run_kept(struct task *task, struct settings *settings, enum spawn_step *step) {
    long pid = task_run(task);
    if (task->kept == NULL || *task->kept == 0) {
        return pid;
    }
    const struct setting *setting = settings_find(settings, KNOB_DIE_WITH_PARENT);
    long error = settings_failed(settings, setting, -*task->kept);
    if (error < 0) {
        *step = SPAWN_STEP_SETTING;
        return error;
    }
    task->kept = NULL;
    settings->parent = 0;
    return task_run(task);
}

/*
 * Runs the task outside of the cgroup that has refused it. Any error counts as the group's: a full
 * one (pids.max) answers EAGAIN, as a machine that is full does, and then refuses this once more.
 */
static long run_outside(struct task *task, struct settings *settings, long error,
                        enum spawn_step *step) {
    settings->enters_cgroup = is_refused_clone3(error);
    if (!settings->enters_cgroup) {
        *step = SPAWN_STEP_SETTING;
        error = settings_failed(settings, settings_find(settings, KNOB_SLICE), error);
        if (error < 0) {
            return error;
        }
    }
    settings_close_cgroup(settings);
    task->cgroup = NULL;
    *step = SPAWN_STEP_CLONE;
    return run_kept(task, settings, step);
}

/* Runs the task in its cgroup, or, where that refuses and is not required, in the JVM's. */
static long run(struct task *task, struct settings *settings, enum spawn_step *step) {
    *step = SPAWN_STEP_CLONE;
    long pid = run_kept(task, settings, step);
    int refused = *step == SPAWN_STEP_CLONE && pid < 0 && task->cgroup != NULL;
    return refused ? run_outside(task, settings, pid, step) : pid;
}

/*
 * What the child had to leave to its parent. Where it fails and is asked for by name, a program
 * that has begun must end; a profile's value is noted as missed. 0 or -errno.
 */
static long set_from_outside(int pid, struct settings *settings) {
    if (settings == NULL || !settings->oom_score_is_left) {
        return 0;
    }
    struct setting setting = *settings_find(settings, KNOB_OOM_SCORE_ADJUST);
    long error = oom_score_set_of(pid, settings_find(settings, KNOB_OOM_SCORE_ADJUST));
    if (setting.flags & SETTING_ONLY_TIGHTEN) {
        setting.flags &= (uint16_t)~SETTING_REQUIRED;
    }
    return error < 0 ? settings_failed(settings, &setting, error) : 0;
}

/*
 * Now, in the unit in which /proc tells when a process was started: USER_HZ, which is 100 on each
 * CPU that Linux and Java share. 0 where there is no such clock.
 */
static uint64_t now_in_ticks(void) {
    const int64_t ticks_per_second = 100;
    const int64_t nanoseconds_per_tick = 10000000;
    struct sys_timespec now;
    if (filtered(FILTERED_CLOCK_GETTIME) || sys_clock_boottime(&now) < 0) {
        return 0;
    }
    return (uint64_t)(now.seconds * ticks_per_second + now.nanoseconds / nanoseconds_per_tick);
}

static int dies_with_us(const struct settings *settings) {
    return settings != NULL && settings->parent != 0 &&
           settings_find(settings, KNOB_DIE_WITH_PARENT) != NULL;
}

/* The limit that the child has found; the JVM need not have asked for it. */
static void note_limit(uint64_t open_files) {
    if (open_files == 0) {
        return;
    }
    open_limit_note(open_files);
    if (!slots_are_affordable(open_files)) {
        ladder_release();
    }
}

/* What became of a child that has executed its program, or ended. */
static void judge(const struct child *child, int pid, struct spawn_result *result) {
    const struct child_report *report = child->report;
    result->pid = pid;
    result->step = SPAWN_STEP_NONE;
    result->error = 0;
    if (report->step != SPAWN_STEP_NONE && report->error != 0) {
        task_reap(pid);
        fail(result, (enum spawn_step)report->step, -report->error);
    } else if (report->step != SPAWN_STEP_NONE && task_was_killed_by_filter(pid)) {
        fail(result, SPAWN_STEP_FILTER, -SYS_EPERM);
    }
}

/* Clones with the child's ends as they are in child->source. */
static void launch(struct child *child, struct spawn_result *result) {
    *child->report = child_begins;
    unsigned long flags = child->rung == SPAWN_SHARED_TABLE ? SYS_CLONE_FILES : 0;
    struct spawn_observation *observation = child->request->observation;
    struct settings *settings = child->request->settings;
    int unkept = 0;
    struct task task = {
        .run = child_main,
        .argument = child,
        .stack_top = child->request->stack_top,
        .flags = flags,
        .exit_signal = SYS_SIGCHLD,
        .handlers_cleared = &child->handlers_cleared,
        .cgroup = settings == NULL || settings->cgroup < 0 ? NULL : &settings->cgroup,
        .kept = dies_with_us(settings) ? &unkept : NULL,
        .blocked = observation == NULL ? NULL : &observation->blocked,
    };
    enum spawn_step step;
    long error;
    uint64_t before = now_in_ticks();
    long pid = run(&task, settings, &step);
    result->start_ticks = before == now_in_ticks() ? before : 0;
    result->rung = child->rung;
    note_limit(child->report->open_files);
    if (pid < 0) {
        fail(result, step, pid);
    } else {
        judge(child, (int)pid, result);
    }
    if (result->pid > 0 && (error = set_from_outside(result->pid, settings)) < 0) {
        sys_kill(result->pid, SYS_SIGKILL);
        task_reap(result->pid);
        fail(result, SPAWN_STEP_SETTING, error);
    }
}

/* The same with the child's ends in a lane of reserved slots, below the cut. */
static void launch_shared(struct child *child, struct spawn_result *result) {
    int own[3] = {child->source[0], child->source[1], child->source[2]};
    int slot[3];
    int lane = slots_acquire();
    if (lane < 0) {
        fail(result, SPAWN_STEP_SLOT, lane);
        return;
    }
    long error = slots_fill(lane, own, slot);
    if (error < 0) {
        fail(result, SPAWN_STEP_SLOT, error);
    } else {
        for (int i = 0; i < 3; i++) {
            child->source[i] = slot[i];
        }
        child->cut = slots_cut();
        child->filled = slots_filled();
        launch(child, result);
    }
    slots_release(lane, slot, child->request->fds);
    for (int i = 0; i < 3; i++) {
        child->source[i] = own[i];
    }
}

/*
 * What the shared table alone needs has failed: a seccomp filter that came after the self-test, or
 * slots that native code has closed. The private table may do; a lost lane is no reason to leave
 * the shared one for good.
 */
static int is_shared_table_refused(const struct spawn_result *result) {
    int clone_refused = result->step == SPAWN_STEP_CLONE && result->error != SYS_EAGAIN &&
                        result->error != SYS_ENOMEM;
    if (clone_refused || result->step == SPAWN_STEP_TABLE || slots_lost()) {
        ladder_release();
    }
    return clone_refused || result->step == SPAWN_STEP_TABLE || result->step == SPAWN_STEP_SLOT;
}

/* A filter that kills for how this rung gets rid of descriptors. */
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

/* A filter that kills for a look at the signals that have come: they can be discarded unseen. */
static int is_look_killed(struct child *child, const struct spawn_result *result) {
    if (result->step != SPAWN_STEP_FILTER || child->report->step != SPAWN_STEP_SIGNAL ||
        child->without_sigpending) {
        return 0;
    }
    child->without_sigpending = 1;
    filtered_note(FILTERED_RT_SIGPENDING);
    return 1;
}

/* A filter that kills for what a setting takes: the launch goes without, unless it is required. */
static int is_setting_killed(const struct child *child, struct spawn_result *result) {
    struct settings *settings = child->request->settings;
    int is_killed = result->step == SPAWN_STEP_FILTER && settings != NULL &&
                    child->report->step == SPAWN_STEP_SETTING && settings->now != KNOB_NONE;
    if (!is_killed) {
        return 0;
    }
    long error = settings_killed(settings);
    if (error < 0) {
        fail(result, SPAWN_STEP_SETTING, error);
    }
    return error == 0;
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

/* True where another try may do better, at the rung that the child has then. */
static int may_try_again(struct child *child, struct spawn_result *result) {
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

static void launch_by_ladder(struct child *child, struct spawn_result *result) {
    do {
        if (child->rung == SPAWN_SHARED_TABLE) {
            launch_shared(child, result);
        } else {
            launch(child, result);
        }
    } while (may_try_again(child, result));
}

void spawn_process(const struct spawn_request *request, struct spawn_result *result) {
    struct pipes pipes;
    struct child_report report = child_begins;
    struct child child = {.request = request,
                          .rung = ladder_choose(request->rung),
                          .without_sigpending = filtered(FILTERED_RT_SIGPENDING),
                          .report = &report};
    result->rung = child.rung;
    if (child.rung == SPAWN_DECLINED) {
        fail(result, SPAWN_STEP_CLONE, -SYS_ENOSYS);
        return;
    }
    if (request->sweep) {
        sys_close_range(SYS_AFTER_STDIO, ~0U, SYS_CLOSE_RANGE_CLOEXEC);
    }
    long error = open_pipes(&pipes, request->fds);
    if (error < 0) {
        fail(result, SPAWN_STEP_PIPE, error);
        return;
    }
    for (int i = 0; i < 3; i++) {
        child.source[i] = request->fds[i] == SPAWN_PIPE ? pipes.child[i] : request->fds[i];
    }
    launch_by_ladder(&child, result);
    pipes_close_child(&pipes);
    if (result->pid < 0) {
        pipes_close_parent(&pipes);
    }
    for (int i = 0; i < 3; i++) {
        result->fds[i] = pipes.parent[i];
    }
}
