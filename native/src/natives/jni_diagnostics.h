/* The native methods of java.lang.ProcexCore that only diagnostics call. */
#ifndef PROCEX_JNI_DIAGNOSTICS_H
#define PROCEX_JNI_DIAGNOSTICS_H

#include <jni.h>

#include "spawn_process.h"

/* Gives what was observed of a launch to Java: see ProcexCore.spawn. */
void diagnostics_report(JNIEnv *env, const struct spawn_request *request, jlongArray figures,
                        jobjectArray names);

jint JNICALL diagnostics_await_exit(JNIEnv *env, jclass type, jint pid, jlongArray figures);
jint JNICALL diagnostics_descriptors(JNIEnv *env, jclass type, jintArray counts, jintArray found);
jbyteArray JNICALL diagnostics_target(JNIEnv *env, jclass type, jint fd);
jbyteArray JNICALL diagnostics_working_directory(JNIEnv *env, jclass type);
jint JNICALL diagnostics_landlock(JNIEnv *env, jclass type);
jint JNICALL diagnostics_open_socket(JNIEnv *env, jclass type);
jint JNICALL diagnostics_send(JNIEnv *env, jclass type, jint fd, jbyteArray path, jbyteArray data);

#endif
