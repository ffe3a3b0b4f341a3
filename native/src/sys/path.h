/* Checks of a path's text, without a look at the file system. */
#ifndef PROCEX_PATH_H
#define PROCEX_PATH_H

#include <stddef.h>

/* True for an absolute path without empty parts, "." and "..". */
static inline int path_is_canonical(const char *path) {
    while (*path == '/') {
        size_t length = 0;
        for (path++; path[length] != '\0' && path[length] != '/'; length++) {
        }
        int is_dots =
            (length == 1 && path[0] == '.') || (length == 2 && path[0] == '.' && path[1] == '.');
        if (length == 0 || is_dots) {
            return 0;
        }
        path += length;
        if (*path == '\0') {
            return 1;
        }
    }
    return 0;
}

#endif
