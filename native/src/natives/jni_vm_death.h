/* Subscribes to the end of the JVM: JVMTI's VMDeath, before HotSpot stops the threads. */
#ifndef PROCEX_JNI_VM_DEATH_H
#define PROCEX_JNI_VM_DEATH_H

#include <jni.h>

/* Subscribes, once. In a JVM without JVMTI the end comes unannounced, and may take longer. */
void jni_vm_death_expect(JNIEnv *env);

#endif
