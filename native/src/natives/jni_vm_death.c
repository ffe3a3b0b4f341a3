#include "jni_vm_death.h"

#include <jvmti.h>

#include "vm_end.h"

/*
 * JVMTI reports the end of the JVM after main, System.exit, a signal and also Runtime.halt, which
 * skips the JDK's own shutdown sequence; and after the application's hooks.
 */
static void JNICALL vm_death(jvmtiEnv *jvmti, JNIEnv *env) {
    (void)jvmti;
    (void)env;
    vm_end_begin();
}

/*
 * An environment of its own takes some 20 us, and no capability. It has virtual threads tell JVMTI
 * of each mount (JDK 21 and later), which they do in each JVM with a Java agent.
 */
void jni_vm_death_expect(JNIEnv *env) {
    static const jvmtiEventCallbacks callbacks = {.VMDeath = vm_death};
    JavaVM *vm;
    jvmtiEnv *jvmti;
    if (!vm_end_expect() || (*env)->GetJavaVM(env, &vm) != JNI_OK ||
        (*vm)->GetEnv(vm, (void **)&jvmti, JVMTI_VERSION_1_2) != JNI_OK) {
        return;
    }
    (*jvmti)->SetEventCallbacks(jvmti, &callbacks, (jint)sizeof callbacks);
    (*jvmti)->SetEventNotificationMode(jvmti, JVMTI_ENABLE, JVMTI_EVENT_VM_DEATH, NULL);
}
