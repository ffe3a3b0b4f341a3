/*
 * Reads the first bytes of a file without closing it in this process: POSIX drops all record locks
 * that a process holds on a file as soon as it closes any descriptor of it, and a FileLock of the
 * application's is such a lock. It belongs to the descriptor table, so that a child with one of its
 * own drops none; nor does closing an O_PATH descriptor.
 */
#ifndef PROCEX_HEAD_H
#define PROCEX_HEAD_H

#include "script.h"

/* file: of O_PATH. How many bytes there were, with zeros after them; or -errno. */
long head_read(int file, char head[SCRIPT_HEAD]);

#endif
