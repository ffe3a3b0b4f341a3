/* Objects of java.io.FileDescriptor, of which the core takes the numbers over. */
#ifndef PROCEX_JNI_DESCRIPTORS_H
#define PROCEX_JNI_DESCRIPTORS_H

#include <jni.h>

/* Takes as many as out has room for. Returns how many; no exception is pending. */
int jni_descriptors_take(JNIEnv *env, jobjectArray descriptors, int *out, int most);

#endif
