/*
 * The library that the jar loads at the start of the JVM, where no JDK warns of that: see
 * io.procex.agent.start.StartLibrary.
 */
#ifndef PROCEX_JNI_START_H
#define PROCEX_JNI_START_H

#include <jni.h>

#define JNI_START_CLASS "io/procex/agent/start/StartLibrary"

/* Within JNI_OnLoad. 0 if the jar is of another version. */
int jni_start_register(JNIEnv *env, jclass start);

#endif
