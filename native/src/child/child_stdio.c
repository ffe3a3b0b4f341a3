/* Moves the three sources to 0, 1 and 2. See child.h for what may be done here. */
#include "child.h"

#include "sys.h"

/*
 * A source that is itself 0, 1 or 2 but wanted elsewhere is first copied above the targets, else
 * one move would overwrite the source of the next.
 */
static long stage(int source[3]) {
    for (int target = 0; target < 3; target++) {
        if (source[target] == target || source[target] >= SYS_AFTER_STDIO) {
            continue;
        }
        long copy = sys_fcntl(source[target], SYS_F_DUPFD_CLOEXEC, SYS_AFTER_STDIO);
        if (copy < 0) {
            return copy;
        }
        source[target] = (int)copy;
    }
    return 0;
}

/*
 * One that is already there keeps its flag, as with the JDK: if the JVM was started with 0
 * closed, JDK 8 has its rt.jar there, close-on-exec, which is no child's input. Only a pipe of ours
 * that got the number 0, 1 or 2 loses it.
 */
static long move(int source, int target, int is_pipe) {
    if (source != target) {
        return sys_dup3(source, target, 0);
    }
    return is_pipe ? sys_fcntl(target, SYS_F_SETFD, 0) : 0;
}

long child_stdio(const struct child *child) {
    int source[3] = {child->source[0], child->source[1], child->source[2]};
    int redirect = child->request->redirect_error_stream;
    if (redirect) {
        source[2] = 2;
    }
    long result = stage(source);
    for (int target = 0; target < 3 && result >= 0; target++) {
        if (target == 2 && redirect) {
            result = sys_dup3(1, 2, 0);
        } else {
            int is_pipe = child->request->fds[target] == SPAWN_PIPE;
            result = move(source[target], target, is_pipe);
        }
    }
    return result < 0 ? result : 0;
}
