/* The native methods of java.lang.ProcexCore that only the reaper calls. They return -errno. */
#ifndef PROCEX_JNI_REAPER_H
#define PROCEX_JNI_REAPER_H

#include <jni.h>

jint JNICALL jni_reaper_open(JNIEnv *env, jclass type);
jint JNICALL jni_reaper_pidfd(JNIEnv *env, jclass type, jint pid, jint watched);
jint JNICALL jni_reaper_watch(JNIEnv *env, jclass type, jint set, jint pidfd);
jint JNICALL jni_reaper_await(JNIEnv *env, jclass type, jint set, jint milliseconds);
jint JNICALL jni_reaper_wake(JNIEnv *env, jclass type, jint set);
jint JNICALL jni_reaper_look(JNIEnv *env, jclass type, jint pidfd);
jint JNICALL jni_reaper_signal(JNIEnv *env, jclass type, jint pidfd, jint pid, jint signal,
                               jboolean group);
jint JNICALL jni_reaper_drop(JNIEnv *env, jclass type, jint set, jint pidfd);
void JNICALL jni_reaper_close_pidfd(JNIEnv *env, jclass type, jint pidfd);
void JNICALL jni_reaper_close_set(JNIEnv *env, jclass type, jint set);
jint JNICALL jni_reaper_orphans(JNIEnv *env, jclass type, jintArray places);
void JNICALL jni_reaper_give_way(JNIEnv *env, jclass type);
void JNICALL jni_reaper_close(JNIEnv *env, jclass type, jint fd);

#endif
