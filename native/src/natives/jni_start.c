#include "jni_start.h"

#include "entry_hook.h"
#include "entry_rebind.h"
#include "jni_core.h"
#include "jni_first.h"

static jboolean JNICALL start_begin(JNIEnv *env, jclass type, jobject takeover) {
    JavaVM *vm;
    (void)type;
    if ((*env)->GetJavaVM(env, &vm) != JNI_OK) {
        return JNI_FALSE;
    }
    return jni_first_begin(vm, env, takeover) ? JNI_TRUE : JNI_FALSE;
}

static jboolean JNICALL start_has_launched(JNIEnv *env, jclass type) {
    (void)env;
    (void)type;
    return jni_first_is_open() ? JNI_TRUE : JNI_FALSE;
}

static jclass find(JNIEnv *env, const char *name) {
    jclass found = (*env)->FindClass(env, name);
    (*env)->ExceptionClear(env);
    return found;
}

/*
 * The library belongs to the loader of this class, so the bridge cannot find it by itself. HotSpot
 * warns of native methods of the JDK's that are registered by a class of another loader.
 */
static jboolean JNICALL start_adopt(JNIEnv *env, jclass type) {
    JavaVM *vm;
    jint count;
    const JNINativeMethod *methods = jni_core_methods(&count);
    jclass core = find(env, "java/lang/ProcexCore");
    jclass handles = find(env, "java/lang/ProcessHandleImpl");
    (void)type;
    if (core == NULL || (*env)->GetJavaVM(env, &vm) != JNI_OK ||
        entry_hook_open(vm, NULL) != NULL || entry_hook_set() != NULL) {
        return JNI_FALSE;
    }
    return entry_rebind(env, core, methods, count, handles) == 0 ? JNI_TRUE : JNI_FALSE;
}

int jni_start_register(JNIEnv *env, jclass start) {
    static const JNINativeMethod methods[] = {
        {(char *)"begin", (char *)"(Ljava/lang/Thread;)Z", (void *)start_begin},
        {(char *)"hasLaunched", (char *)"()Z", (void *)start_has_launched},
        {(char *)"adopt", (char *)"()Z", (void *)start_adopt},
    };
    return (*env)->RegisterNatives(env, start, methods, sizeof methods / sizeof methods[0]) == 0;
}
