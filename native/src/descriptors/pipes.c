#include "pipes.h"

#include "slots.h"
#include "spawn_request.h"
#include "sys.h"

static void close_ends(int ends[3]) {
    for (int i = 0; i < 3; i++) {
        if (ends[i] != SPAWN_PIPE) {
            sys_close(ends[i]);
            ends[i] = SPAWN_PIPE;
        }
    }
}

/*
 * Close-on-exec from the first instant, so that native code that forks meanwhile keeps no end of
 * them open (JDK-8377907: JDK 8 to 26 hang on that).
 */
static long open_one(struct pipes *pipes, int i) {
    int ends[2];
    long error = sys_pipe2(ends, SYS_O_CLOEXEC);
    if (error < 0) {
        return error;
    }
    int child_end = i == 0 ? 0 : 1;
    pipes->child[i] = slots_lift(ends[child_end]);
    pipes->parent[i] = slots_lift(ends[1 - child_end]);
    return 0;
}

long pipes_open(struct pipes *pipes, const int fds[3]) {
    for (int i = 0; i < 3; i++) {
        pipes->child[i] = SPAWN_PIPE;
        pipes->parent[i] = SPAWN_PIPE;
    }
    for (int i = 0; i < 3; i++) {
        if (fds[i] != SPAWN_PIPE) {
            continue;
        }
        long error = open_one(pipes, i);
        if (error < 0) {
            pipes_close_child(pipes);
            pipes_close_parent(pipes);
            return error;
        }
    }
    return 0;
}

void pipes_close_child(struct pipes *pipes) {
    close_ends(pipes->child);
}

void pipes_close_parent(struct pipes *pipes) {
    close_ends(pipes->parent);
}
