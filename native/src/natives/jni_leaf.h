/* The native method of java.lang.ProcexCore for leaves: see leaf_end.h. */
#ifndef PROCEX_JNI_LEAF_H
#define PROCEX_JNI_LEAF_H

#include <jni.h>

/*
 * Signals a leaf; removes it, by the signal LEAF_REMOVE; or removes what JVMs have left that are
 * gone, by the number LEAF_OF_OTHERS. 0 or -errno.
 */
jint JNICALL jni_leaf(JNIEnv *env, jclass type, jbyteArray place, jint number, jint signal);

#endif
