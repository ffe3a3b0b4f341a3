/* The native method of java.lang.ProcexCore for leaves: see leaf_end.h. */
#ifndef PROCEX_JNI_LEAF_H
#define PROCEX_JNI_LEAF_H

#include <jni.h>

/*
 * Signals a leaf; removes it, by the signal LEAF_REMOVE; or removes what JVMs have left that are
 * gone, by the number LEAF_OF_OTHERS. The number LEAF_WATCHERS asks for leaf_watchers alone. child:
 * who is in it, and is signalled elsewhere; or 0. Returns what leaf_end.h says.
 */
jint JNICALL jni_leaf(JNIEnv *env, jclass type, jbyteArray place, jint number, jint signal,
                      jint child);

#endif
