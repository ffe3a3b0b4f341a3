/*
 * The core's whole interface: one request in, one result out.
 *
 *   jni.c -> spawn_process() -> pipes, slots, clone -> child_main() -> execve
 */
#ifndef PROCEX_SPAWN_PROCESS_H
#define PROCEX_SPAWN_PROCESS_H

#include "ladder.h"
#include "spawn_request.h"

/* pid > 0: launched. Otherwise step and error say what failed, and nothing is left behind. */
struct spawn_result {
    int pid;
    enum spawn_step step;
    int error; /* errno, positive */
    enum spawn_rung rung;
    uint64_t start_ticks; /* when it was started, as field 22 of /proc/PID/stat; 0: ask there */
    int fds[3];           /* the parent's pipe ends, or SPAWN_PIPE if no pipe was asked for */
};

/* Launches one child. Thread-safe. After ladder_prepare. */
void spawn_process(const struct spawn_request *request, struct spawn_result *result);

#endif
