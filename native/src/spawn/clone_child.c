#include "clone_child.h"

#include "leaf_make.h"
#include "settings_parent.h"
#include "sys.h"

/* clone3 itself is refused (task.h), and not the group by it. */
static int is_refused_clone3(long error) {
    return error == -SYS_ENOSYS || error == -SYS_EPERM || error == -SYS_EINVAL ||
           error == -SYS_E2BIG;
}

/* 0, or error if the setting is required. Noted once. */
static long miss_die_with_parent(struct settings *settings, int error, enum spawn_step *step) {
    const struct setting *setting = settings_find(settings, SETTING_DIE_WITH_PARENT);
    long missed =
        settings_has_failed(settings, setting) ? 0 : settings_failed(settings, setting, -error);
    if (missed < 0) {
        *step = SPAWN_STEP_SETTING;
    }
    return missed;
}

static void do_without_tie(struct task *task, struct settings *settings) {
    task->tie = NULL;
    settings->is_tied = 0;
}

/* Runs the task without a tie if there can be none: then the child dies alone. */
static long run_tied(struct task *task, struct settings *settings, enum spawn_step *step) {
    long pid = task_run(task);
    if (task->tie == NULL || task->tie->error == 0) {
        return pid;
    }
    long error = miss_die_with_parent(settings, task->tie->error, step);
    if (error < 0) {
        return error;
    }
    settings->dies_alone = 1;
    do_without_tie(task, settings);
    return task_run(task);
}

/*
 * Runs the task in a thread that lives as long as the child. If there is none, runs it in this
 * thread, and then the child must not be told to die with it.
 */
static long run_kept(struct task *task, struct settings *settings, enum spawn_step *step) {
    long pid = run_tied(task, settings, step);
    if (task->kept == NULL || *task->kept == 0) {
        return pid;
    }
    long error = miss_die_with_parent(settings, *task->kept, step);
    if (error < 0) {
        return error;
    }
    task->kept = NULL;
    do_without_tie(task, settings);
    settings->parent = 0;
    return task_run(task);
}

/* A leaf that refuses the child is below the slice, which is not tried then. 0, or error. */
static long note_refused(struct settings *settings, long error) {
    const struct setting *slice = settings_find(settings, SETTING_SLICE);
    long missed = settings->leaf == 0 ? 0 : leaf_missed(settings, error);
    return missed < 0 || slice == NULL ? missed : settings_failed(settings, slice, error);
}

/*
 * Runs the task outside of the cgroup that has refused it. Any error counts as the cgroup's: a full
 * one (pids.max) answers EAGAIN, as a full machine does, which then refuses this attempt too.
 */
static long run_outside(struct task *task, struct settings *settings, long error,
                        enum spawn_step *step) {
    settings->enters_cgroup = is_refused_clone3(error);
    if (!settings->enters_cgroup) {
        *step = SPAWN_STEP_SETTING;
        error = note_refused(settings, error);
        if (error < 0) {
            return error;
        }
        leaf_discard(settings);
    }
    settings_close_cgroup(settings);
    task->cgroup = NULL;
    *step = SPAWN_STEP_CLONE;
    long pid = run_kept(task, settings, step);
    leaf_discard_unused(settings);
    return pid;
}

long clone_child(struct task *task, struct settings *settings, enum spawn_step *step) {
    *step = SPAWN_STEP_CLONE;
    long pid = run_kept(task, settings, step);
    int refused = *step == SPAWN_STEP_CLONE && pid < 0 && task->cgroup != NULL;
    return refused ? run_outside(task, settings, pid, step) : pid;
}
