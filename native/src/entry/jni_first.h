/*
 * The first launches of a JVM that was given the jar, and no option: the launching class loads this
 * library, which binds forkAndExec to the native entry's function. The rest of the jar, with its
 * bridge, takes over when somebody asks for more, or if launches are many. The other half of
 * this is io.procex.agent.start.FirstLaunches.
 */
#ifndef PROCEX_JNI_FIRST_H
#define PROCEX_JNI_FIRST_H

#include <jni.h>
#include <stdint.h>

/* The jar and other copies see by this class that there were many launches: see FirstLaunches. */
#define JNI_FIRST_SIGN "sun/net/TelnetProtocolException"

/* Within JNI_OnLoad. 0 if launches are not for this library to make. */
int jni_first_bind(JavaVM *vm, JNIEnv *env);

/* Before the first launch prepares the core; others wait for that. */
void jni_first_open(JNIEnv *env);

/* After each launch that the jar's options hold for: if they are many, the jar hears of it. */
void jni_first_count(JNIEnv *env, uint64_t launched);

/* Native methods of java.lang.ProcexCore. */
void JNICALL jni_first_launches(JNIEnv *env, jclass type, jlongArray counts);
void JNICALL jni_first_end(JNIEnv *env, jclass type);

#endif
