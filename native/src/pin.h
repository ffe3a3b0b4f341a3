/* Between resolve.h and a launch: makes of the file that was decided on what the child executes. */
#ifndef PROCEX_PIN_H
#define PROCEX_PIN_H

#include "arena.h"
#include "spawn.h"

/* How many bytes of an arena pin_program takes for a path of that length. */
size_t pin_room(size_t length);

/*
 * fd: of the file, and open until the launch is over, so that its inode is not used anew; path: its
 * name, or as it was found for SPAWN_BY_PATH, and valid as long. 0 or -errno.
 */
long pin_program(struct spawn_program *program, struct arena *arena, int fd, const char *path,
                 enum spawn_how how);

#endif
