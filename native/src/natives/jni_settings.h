/* Settings of one launch, between ProcexCore.spawn and the core. */
#ifndef PROCEX_JNI_SETTINGS_H
#define PROCEX_JNI_SETTINGS_H

#include <jni.h>

#include "arena.h"
#include "spawn_process.h"

/* How many bytes of the arena they take; envc: of a launch that has an environment of its own. */
size_t jni_settings_room(JNIEnv *env, jbyteArray block, jbyteArray env_block, jint envc);

/*
 * Takes the block, if there is one, and does the parent's part of it: environment and cgroup.
 * reaper: 0 if it watches children, or -errno. 0, or -errno with the step in result.
 */
long jni_settings_take(JNIEnv *env, struct arena *arena, struct spawn_request *request,
                       jbyteArray block, jint reaper, struct spawn_result *result);

/*
 * Gives back what was opened, and what was made if there is no child; tells Java what could not be
 * set: see ProcexCore.spawn.
 */
void jni_settings_end(JNIEnv *env, const struct spawn_request *request, int pid, jintArray outcome);

#endif
