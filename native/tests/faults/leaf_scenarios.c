/* Groups of cgroup v2 that children have for themselves: made, signalled, removed. */
#include <time.h>

#include "../leaf_place.h"

#include "scenario.h"
#include "watch_start.h"

enum { MOST_TRIES = 200 };

static struct block block;
static int ready[2];

/* Where none can be made, that is told, with a fault and without. */
static void make_place(void) {
    leaf_find_root();
    snprintf(leaf_place, sizeof leaf_place, "%s/procex-faults-%d", leaf_root, scenario_job);
    mkdir(leaf_place, 0755);
}

/* Returns how many groups there were. */
static int remove_place(void) {
    char path[512];
    int count = 0;
    DIR *directory = opendir(leaf_place);
    const struct dirent *entry;
    while (directory != NULL && (entry = readdir(directory)) != NULL) {
        if (entry->d_type == DT_DIR && entry->d_name[0] != '.') {
            snprintf(path, sizeof path, "%s/%s", leaf_place, entry->d_name);
            rmdir(path);
            count++;
        }
    }
    closedir(directory);
    rmdir(leaf_place);
    return count;
}

static void want_leaf(int flags) {
    make_place();
    remove_place(); /* what a run that was killed has left */
    leaf_kill_mode(&block, flags);
    leaf_limit(&block, flags, "cgroup.max.descendants", "7");
    plan_prepare();
}

static void wish_for_leaf(void) {
    want_leaf(0);
}

static void require_leaf(void) {
    want_leaf(SETTING_FLAG_REQUIRED);
}

/* Of a launch that is told not to be in a leaf none is left. */
static void launch_into_leaf(struct told *told) {
    make_place();
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    long error = settings_open_cgroup(&settings);
    if (error < 0) {
        told->step = SPAWN_STEP_SETTING;
        told->error = (int)-error;
    } else {
        plan_run(&(struct plan){.settings = &settings}, told);
        settings_close_cgroup(&settings);
        if (!told->is_good) {
            leaf_discard(&settings);
        }
    }
    told->is_left = remove_place() > (settings.leaf != 0);
}

static void prepare_to_end(void) {
    settings.leaf = leaf_new_number();
    leaf_name(settings.leaf_name, settings.leaf);
    plan_prepare();
}

/* A process in the leaf, which does not end by itself. */
static pid_t start_member(void) {
    char path[512];
    char byte;
    make_place();
    snprintf(path, sizeof path, "%s/%s", leaf_place, settings.leaf_name);
    CHECK_EQ(mkdir(path, 0755), 0);
    CHECK_EQ(pipe(ready), 0);
    pid_t pid = fork();
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL); /* if this process is killed, nothing is left */
        leaf_enter("");
        CHECK_EQ(write(ready[1], "", 1), 1);
        pause();
    }
    CHECK_EQ(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    close(ready[1]);
    return pid;
}

/* A process counts as one of the leaf until a moment after its end. */
static long remove_leaf(void) {
    long error = -EBUSY;
    for (int i = 0; i < MOST_TRIES && error == -EBUSY; i++) {
        error = leaf_remove(leaf_place, settings.leaf);
        sched_yield();
    }
    return error;
}

/* A signal takes effect a moment after it was sent; without one the process is killed. */
static int is_ended_by(pid_t pid, int signal) {
    const struct timespec millisecond = {0, 1000000};
    int status;
    pid_t ended = waitpid(pid, &status, WNOHANG);
    for (int i = 0; i < MOST_TRIES && ended == 0; i++) {
        nanosleep(&millisecond, NULL);
        ended = waitpid(pid, &status, WNOHANG);
    }
    if (ended == 0) {
        kill(pid, SIGKILL);
        CHECK_EQ(waitpid(pid, &status, 0), pid);
        return 0;
    }
    return WTERMSIG(status) == signal;
}

/* What is told to be signalled is, and what is told to be gone is. */
static void end_leaf(struct told *told, int signal) {
    pid_t pid = start_member();
    told->is_good = 1;
    long error = leaf_signal(leaf_place, settings.leaf, signal, 0);
    if (error < 0) {
        kill(pid, SIGKILL);
    }
    told->is_left = !is_ended_by(pid, signal) && error >= 0;
    long left = remove_leaf();
    told->is_left |= left == 0 && leaf_exists(settings.leaf_name);
    remove_place();
    if (error < 0 || left < 0) {
        told->is_good = 0;
        told->step = SPAWN_STEPS;
        told->error = (int)-(error < 0 ? error : left);
    }
}

static void kill_leaf(struct told *told) {
    end_leaf(told, SIGKILL);
}

static void signal_leaf(struct told *told) {
    end_leaf(told, SIGTERM);
}

/* It would wait for the end of this process. */
static void start_watcher(struct told *told) {
    int pid;
    make_place();
    told->is_good = 1;
    long pidfd = watch_start(leaf_place, "none", &pid);
    if (pid > 0) {
        kill(pid, SIGKILL);
    }
    if (pidfd >= 0) {
        close((int)pidfd);
    } else {
        told->is_good = 0;
        told->step = SPAWN_STEPS;
        told->error = (int)-pidfd;
    }
    remove_place();
}

const struct scenario leaf_scenarios[] = {
    {"leaf", wish_for_leaf, launch_into_leaf, 0},
    {"required-leaf", require_leaf, launch_into_leaf, MAY_END_WHAT_RAN},
    {"leaf-kill", prepare_to_end, kill_leaf, LAUNCHES_NOTHING | HAS_OWN_REASONS},
    {"leaf-signal", prepare_to_end, signal_leaf, LAUNCHES_NOTHING | HAS_OWN_REASONS},
    {"watch", plan_prepare, start_watcher, LAUNCHES_NOTHING | HAS_OWN_REASONS | MAY_END_WHAT_RAN},
    {NULL, NULL, NULL, 0},
};
