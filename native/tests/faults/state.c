#include "state.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "placeholder.h"
#include "slots_state.h"

enum { RESERVED = 2, THREAD_TRIES = 2000 };

static long count_pages(void) {
    char text[64] = "";
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    long pages = 0;
    if (fd >= 0 && read(fd, text, sizeof text - 1) > 0) {
        sscanf(text, "%ld", &pages);
    }
    close(fd);
    return pages;
}

void state_take(struct state *state) {
    for (int fd = 0; fd < STATE_DESCRIPTORS; fd++) {
        const int is_open = fcntl(fd, F_GETFD) >= 0;
        state->is_open[fd] = (char)(is_open && placeholder_is(fd) ? RESERVED : is_open);
    }
    state->blocked = 0;
    syscall(SYS_rt_sigprocmask, SIG_BLOCK, NULL, &state->blocked, sizeof state->blocked);
    state->pages = count_pages();
}

void state_compare(const struct state *before, const struct state *now, int grown, char *text,
                   size_t size) {
    text[0] = '\0';
    for (int fd = 0; fd < STATE_DESCRIPTORS; fd++) {
        if (now->is_open[fd] == 1 && before->is_open[fd] != 1) {
            snprintf(text, size, "descriptor %d is left", fd);
            return;
        }
        if (before->is_open[fd] == 1 && now->is_open[fd] != 1) {
            snprintf(text, size, "descriptor %d, which is not the core's, is gone", fd);
            return;
        }
    }
    if (now->blocked != before->blocked) {
        snprintf(text, size, "blocked signals are %llx, not %llx", now->blocked, before->blocked);
    } else if (!grown && now->pages > before->pages) {
        snprintf(text, size, "%ld pages are left", now->pages - before->pages);
    }
}

static int count_threads(void) {
    DIR *tasks = opendir("/proc/self/task");
    int count = 0;
    for (struct dirent *task; tasks != NULL && (task = readdir(tasks)) != NULL;) {
        count += task->d_name[0] != '.';
    }
    if (tasks != NULL) {
        closedir(tasks);
    }
    return count - 1;
}

int state_threads(void) {
    const struct timespec millisecond = {0, 1000000};
    int others = count_threads();
    for (int i = 0; i < THREAD_TRIES && others > 0; i++) {
        nanosleep(&millisecond, NULL);
        others = count_threads();
    }
    return others;
}

const char *state_of_lanes(void) {
    const unsigned unborrowed = slots.borrowers & ~(3U << 30);
    if (slots.waiting != 0 || slots.locked != 0) {
        return "somebody waits for a lane, or holds the lock";
    }
    if (slots.cut != 0 && (slots.free_lanes | slots.held_lanes) != ALL_LANES) {
        return "a lane is lost";
    }
    return unborrowed == 0 ? "" : "the placeholder is borrowed for ever";
}
