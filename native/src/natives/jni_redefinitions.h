/* How often the JVM has redefined a class: the methods of java.lang.ProcexCore for it. */
#ifndef PROCEX_JNI_REDEFINITIONS_H
#define PROCEX_JNI_REDEFINITIONS_H

#include <jni.h>

jlong JNICALL jni_redefinitions_place(JNIEnv *env, jclass type);
jint JNICALL jni_redefinitions(JNIEnv *env, jclass type, jclass asked, jlong place);

#endif
