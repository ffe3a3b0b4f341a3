#include "attempt.h"

#include "clone_child.h"
#include "filtered.h"
#include "ladder.h"
#include "leaf_make.h"
#include "oom_outside.h"
#include "open_limit.h"
#include "reaper.h"
#include "result.h"
#include "settings_parent.h"
#include "slots.h"
#include "sys_settings.h"

/*
 * The reaper will signal the child by this descriptor. Opened here and not when the reaper gets the
 * child: a launch that requires the time limit then fails without it. 0 or -errno.
 */
static long open_for_reaper(int pid, struct settings *settings) {
    if (!settings_need_reaper(settings)) {
        return 0;
    }
    long pidfd = reaper_pidfd(pid, settings->reaper);
    settings->pidfd = pidfd < 0 ? -1 : (int)pidfd;
    return pidfd < 0 ? settings_unwatched(settings, pidfd) : 0;
}

/*
 * Applies the setting that the child had to leave to its parent. If that fails and the setting was
 * required by name, the program must end, although it has begun; a profile's setting is noted as
 * missed. 0 or -errno.
 */
static long set_oom_score(int pid, struct settings *settings) {
    if (!settings->oom_score_is_left) {
        return 0;
    }
    struct setting setting = *settings_find(settings, SETTING_OOM_SCORE_ADJUST);
    long error = oom_score_set_of(pid, settings_find(settings, SETTING_OOM_SCORE_ADJUST));
    if (setting.flags & SETTING_FLAG_ONLY_TIGHTEN) {
        setting.flags &= (uint16_t)~SETTING_FLAG_REQUIRED;
    }
    return error < 0 ? settings_failed(settings, &setting, error) : 0;
}

/* The settings that take effect once the program runs. 0 or -errno. */
static long set_from_outside(int pid, struct settings *settings) {
    if (settings == NULL) {
        return 0;
    }
    long error = set_oom_score(pid, settings);
    return error < 0 ? error : open_for_reaper(pid, settings);
}

/*
 * The time now, in the unit of start times in /proc: USER_HZ, which is 100 on each CPU that Linux
 * and Java share. 0 if there is no such clock.
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
           settings_find(settings, SETTING_DIE_WITH_PARENT) != NULL;
}

static int has_files(const struct spawn_request *request) {
    for (int i = 0; i < 3; i++) {
        if (request->fds[i] >= SYS_AFTER_STDIO) {
            return 1;
        }
    }
    return 0;
}

/* The tie of the child's process group to this process; NULL for none. */
static struct tie *tie_of(const struct child *child, struct tie *tie) {
    struct settings *settings = child->request->settings;
    if (settings == NULL) {
        return NULL;
    }
    settings->is_tied = settings_tie_group(settings);
    if (!settings->is_tied) {
        return NULL;
    }
    *tie = (struct tie){
        .ends = settings->ends,
        .signal = (int)settings_find(settings, SETTING_DIE_WITH_PARENT)->value[0],
        .sources = child->source,
        .cgroup = settings->cgroup < 0 ? NULL : &settings->cgroup,
        .has_files = has_files(child->request),
        .cut = child->rung == SPAWN_SHARED_TABLE ? child->cut : TIE_WHOLE_TABLE,
    };
    return tie;
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

/* Reports a child that has executed its program, or ended. */
static void judge(const struct child *child, int pid, struct spawn_result *result) {
    const struct child_report *report = child->report;
    result->pid = pid;
    result->step = SPAWN_STEP_NONE;
    result->error = 0;
    if (report->step != SPAWN_STEP_NONE && report->error != 0) {
        task_reap(pid);
        result_fail(result, (enum spawn_step)report->step, -report->error);
    } else if (report->step != SPAWN_STEP_NONE && task_was_killed_by_filter(pid)) {
        result_fail(result, SPAWN_STEP_FILTER, -SYS_EPERM);
    }
}

/* A child that cannot be killed runs on, and all that it lacks is noted: who would wait for it? */
static void end_child(struct spawn_result *result, struct settings *settings, long error) {
    if (!filtered(FILTERED_KILL) && sys_kill(result->pid, SYS_SIGKILL) == 0) {
        leaf_end(settings);
        task_reap(result->pid);
        result_fail(result, SPAWN_STEP_SETTING, error);
        return;
    }
    settings->required_failed = SETTING_NONE;
    settings->requires_nothing = 1;
    set_from_outside(result->pid, settings);
}

void attempt_launch(struct child *child, struct spawn_result *result) {
    *child->report = child_begins;
    unsigned long flags = child->rung == SPAWN_SHARED_TABLE ? SYS_CLONE_FILES : 0;
    struct spawn_observation *observation = child->request->observation;
    struct settings *settings = child->request->settings;
    int unkept = 0;
    struct tie tie;
    struct task task = {
        .run = child_main,
        .argument = child,
        .stack_top = child->request->stack_top,
        .flags = flags,
        .exit_signal = SYS_SIGCHLD,
        .handlers_cleared = &child->handlers_cleared,
        .cgroup = settings == NULL || settings->cgroup < 0 ? NULL : &settings->cgroup,
        .kept = dies_with_us(settings) ? &unkept : NULL,
        .tie = tie_of(child, &tie),
        .blocked = observation == NULL ? NULL : &observation->blocked,
    };
    enum spawn_step step;
    long error;
    uint64_t before = now_in_ticks();
    long pid = clone_child(&task, settings, &step);
    result->start_ticks = before == now_in_ticks() ? before : 0;
    result->rung = child->rung;
    note_limit(child->report->open_files);
    if (pid < 0) {
        result_fail(result, step, pid);
    } else {
        judge(child, (int)pid, result);
    }
    if (result->pid > 0 && (error = set_from_outside(result->pid, settings)) < 0) {
        end_child(result, settings, error);
    }
}
