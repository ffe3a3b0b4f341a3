/* The two ways in which the floor launches a program, and what its children have for stdio. */
#ifndef PROCEX_BENCH_LAUNCH_H
#define PROCEX_BENCH_LAUNCH_H

#include <sys/types.h>

enum {
    FIRST_SLOT = 3, /* the child's ends lie at 3, 4, 5 for the time of the launch */
    CUT = 64,       /* descriptors below are copied for the child, the others never */
    NONE = -1
};

/* The parent's and the child's end of stdin, stdout and stderr; NONE where there is none. */
struct ends {
    int parent[3];
    int child[3];
};

typedef pid_t (*launch_fn)(const struct ends *ends, char *const argv[]);
typedef void (*open_fn)(struct ends *ends);

/* By name; NULL if there is no such way. */
launch_fn launch_by_name(const char *way);
open_fn open_by_name(const char *stdio);

void launch_prepare(void);
void launch_close(const struct ends *ends);
void launch_end(void);

_Noreturn void fail(const char *what);

#endif
