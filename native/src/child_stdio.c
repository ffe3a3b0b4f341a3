/* Moves the three sources to 0, 1 and 2. See child.h for what may be done here. */
#include "child.h"

#include "sys.h"

enum { FIRST_AFTER_STDIO = 3 };

/*
 * A source that is itself 0, 1 or 2 but wanted elsewhere is first copied above the targets, else
 * one move would overwrite the source of the next.
 */
static long stage(int source[3]) {
    for (int target = 0; target < 3; target++) {
        if (source[target] == target || source[target] >= FIRST_AFTER_STDIO) {
            continue;
        }
        long copy = sys_fcntl(source[target], SYS_F_DUPFD_CLOEXEC, FIRST_AFTER_STDIO);
        if (copy < 0) {
            return copy;
        }
        source[target] = (int)copy;
    }
    return 0;
}

static long move(int source, int target) {
    if (source != target) {
        return sys_dup3(source, target, 0);
    }
    /* Already there. A parent that runs with it closed has a child with it closed: no error. */
    long result = sys_fcntl(target, SYS_F_SETFD, 0);
    return result == -SYS_EBADF ? 0 : result;
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
            result = move(source[target], target);
        }
    }
    return result < 0 ? result : 0;
}
