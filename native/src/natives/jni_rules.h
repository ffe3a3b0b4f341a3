/* The core's part in rules about programs: see ProcexCore.resolve and spawn. */
#ifndef PROCEX_JNI_RULES_H
#define PROCEX_JNI_RULES_H

#include <jni.h>

#include "arena.h"
#include "resolve.h"
#include "spawn_process.h"

/* path: of the search, or NULL; the rest as ProcexCore.resolve. */
jint jni_rules_resolve(JNIEnv *env, const char *path, jbyteArray prog, jbyteArray dir,
                       jboolean as_execvp, jobjectArray names, jlongArray version,
                       jintArray outcome);

/* How many bytes of an arena jni_rules_take takes. */
size_t jni_rules_room(JNIEnv *env, jbyteArray path);

/*
 * Makes the launch execute that file, if there is one; program, path and environment are taken
 * already. 0, or -errno with the step in result: EACCES if the launch would find another file than
 * the remembered one.
 */
long jni_rules_take(JNIEnv *env, struct arena *arena, struct spawn_request *request,
                    jlongArray version, jbyteArray path, jint how, struct spawn_result *result);

#endif
