/* ProcexCore.lockDown. */
#ifndef PROCEX_JNI_LOCKDOWN_H
#define PROCEX_JNI_LOCKDOWN_H

#include <jni.h>

/* paths: what may be executed, each with a NUL after it. outcome: receives LOCKDOWN_*. */
void JNICALL jni_lockdown(JNIEnv *env, jclass type, jbyteArray paths, jintArray outcome);

#endif
