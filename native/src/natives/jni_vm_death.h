/* Has the JVM tell of its end: JVMTI's VMDeath, which comes before HotSpot stops the threads. */
#ifndef PROCEX_JNI_VM_DEATH_H
#define PROCEX_JNI_VM_DEATH_H

#include <jni.h>

/*
 * From now on; asked again, it does nothing. Where the JVM has no JVMTI its end comes unannounced,
 * and may take longer.
 */
void jni_vm_death_expect(JNIEnv *env);

#endif
