/* The native methods of java.lang.ProcexCore. */
#ifndef PROCEX_JNI_CORE_H
#define PROCEX_JNI_CORE_H

#include <jni.h>

const JNINativeMethod *jni_core_methods(jint *count);

/* A jar and a library of different versions fail here, not at a launch. */
jboolean JNICALL jni_register_core(JNIEnv *env, jclass core);

#endif
