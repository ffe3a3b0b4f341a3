/* The pipes between parent and child. */
#ifndef PROCEX_PIPES_H
#define PROCEX_PIPES_H

/* SPAWN_PIPE if there is none. */
struct pipes {
    int child[3];  /* read end for 0, write ends for 1 and 2 */
    int parent[3]; /* the other ends */
};

/* Makes a close-on-exec pipe wherever fds[i] is SPAWN_PIPE. 0, or -errno with nothing left open. */
long pipes_open(struct pipes *pipes, const int fds[3]);

void pipes_close_child(struct pipes *pipes);
void pipes_close_parent(struct pipes *pipes);

#endif
