/*
 * What the JVM calls when the library is loaded, and what it finds by name. Who loads it tells what
 * it is for: java.lang.ProcexCore, the launching class (jni_first.c), or StartLibrary
 * (jni_start.c).
 */
#include "jni_core.h"
#include "jni_first.h"
#include "jni_start.h"

static jclass find(JNIEnv *env, const char *name) {
    jclass found = (*env)->FindClass(env, name);
    (*env)->ExceptionClear(env);
    return found;
}

/* JNI looks for classes where the class that loads the library would. */
JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved) {
    JNIEnv *env;
    (void)reserved;
    if ((*vm)->GetEnv(vm, (void **)&env, JNI_VERSION_1_8) != JNI_OK) {
        return JNI_ERR;
    }
    jclass core = find(env, "java/lang/ProcexCore");
    jclass start = core == NULL ? find(env, JNI_START_CLASS) : NULL;
    int is_ready = core != NULL    ? jni_register_core(env, core)
                   : start != NULL ? jni_start_register(env, start)
                                   : jni_first_bind(vm, env);
    return is_ready ? JNI_VERSION_1_8 : JNI_ERR;
}

/* Found by its name, since this library was loaded before that class was there. */
JNIEXPORT jboolean JNICALL Java_java_lang_ProcexCore_adopt(JNIEnv *env, jclass core);

JNIEXPORT jboolean JNICALL Java_java_lang_ProcexCore_adopt(JNIEnv *env, jclass core) {
    return jni_register_core(env, core);
}
