#include "jni_lockdown.h"

#include "java_numbers.h"
#include "lockdown.h"
#include "sys.h"

SAME(CORE(LOCKDOWN_STEP_NONE), LOCKDOWN_STEP_NONE);
SAME(CORE(LOCKDOWN_STEP_PROBE), LOCKDOWN_STEP_PROBE);
SAME(CORE(LOCKDOWN_STEP_ABI), LOCKDOWN_STEP_ABI);
SAME(CORE(LOCKDOWN_STEP_PATH), LOCKDOWN_STEP_PATH);
SAME(CORE(LOCKDOWN_STEP_FILTER), LOCKDOWN_STEP_FILTER);
SAME(CORE(LOCKDOWN_STEP_DOMAIN), LOCKDOWN_STEP_DOMAIN);
SAME(CORE(LOCKDOWN_STEP_THREADS), LOCKDOWN_STEP_THREADS);
SAME(CORE(LOCKDOWN_STEP_SIGNAL), LOCKDOWN_STEP_SIGNAL);

void JNICALL jni_lockdown(JNIEnv *env, jclass type, jbyteArray paths, jintArray outcome) {
    struct lockdown_report report = {.step = LOCKDOWN_STEP_PATH, .error = SYS_ENOMEM};
    (void)type;
    const jsize size = (*env)->GetArrayLength(env, paths);
    jbyte *bytes = (*env)->GetByteArrayElements(env, paths, NULL);
    if (bytes == NULL) {
        (*env)->ExceptionClear(env);
    } else {
        lockdown_exec((const char *)bytes, (size_t)size, &report);
        (*env)->ReleaseByteArrayElements(env, paths, bytes, JNI_ABORT);
    }
    const jint values[CORE(LOCKDOWN_SIZE)] = {
        [CORE(LOCKDOWN_STEP)] = (jint)report.step, [CORE(LOCKDOWN_ERROR)] = report.error,
        [CORE(LOCKDOWN_ABSENT)] = report.absent,   [CORE(LOCKDOWN_THREADS)] = report.threads,
        [CORE(LOCKDOWN_ABI)] = report.abi,
    };
    (*env)->SetIntArrayRegion(env, outcome, 0, CORE(LOCKDOWN_SIZE), values);
}
