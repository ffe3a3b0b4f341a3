/*
 * The symlinks by which one name of a file leads to its own. As long as each still reads as it did,
 * the name leads there, whatever lies there: to see that takes one call for each link, and no look
 * at the file.
 */
#ifndef PROCEX_LINKS_H
#define PROCEX_LINKS_H

#include <stddef.h>

enum {
    LINKS_MOST = 2,    /* more calls would cost more than looks at the file */
    LINKS_PATH = 512,  /* longest name that is followed, with its NUL */
    LINKS_TARGET = 256 /* longest text of a link, with its NUL */
};

/*
 * Writes the links on the way from path to name: for each its path and what it reads, a NUL behind
 * both. Returns the bytes written, 0 where path is the name itself; or -1 where reading
 * the links does not tell where the path leads: they are too many or too long, have ".." in them,
 * lead out of a directory that might itself become a link, are those of /proc, which lead
 * elsewhere than they read, or are called as those, or lie where all users may put links, which the
 * kernel may refuse to follow.
 */
long links_trace(const char *path, const char *name, char *out, size_t size);

/* Whether each of them still reads so; an empty text ends them. In the child. */
int links_hold(const char *links);

#endif
