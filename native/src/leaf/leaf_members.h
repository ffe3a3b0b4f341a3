/* The processes of a group, as its file cgroup.procs lists them. */
#ifndef PROCEX_LEAF_MEMBERS_H
#define PROCEX_LEAF_MEMBERS_H

struct members {
    int fd;
    int at;
    int size;
    long error; /* why the list ended before its end, or 0 */
    char text[1024];
};

/* 0 or -errno. After 0, members_close. */
long members_open(struct members *members, int group);

/* The next pid; 0 after the last. Those of other pid namespaces, which have none here, are left
 * out.
 */
int members_next(struct members *members);

void members_close(struct members *members);

#endif
