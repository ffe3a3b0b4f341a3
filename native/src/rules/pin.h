/* Between resolve.h and a launch: makes of the file that was decided on what the child executes. */
#ifndef PROCEX_PIN_H
#define PROCEX_PIN_H

#include "arena.h"
#include "file_version.h"
#include "spawn_request.h"

/* How many bytes of an arena pin_program takes for a path of that length. */
size_t pin_room(size_t length);

/*
 * path: the file's name, or as it was found for SPAWN_BY_PATH, and valid until the launch is over.
 * 0 or -errno.
 */
long pin_program(struct spawn_program *program, struct arena *arena,
                 const struct file_version *version, const char *path, enum spawn_how how);

#endif
