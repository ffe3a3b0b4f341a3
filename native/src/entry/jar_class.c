#include "jar_class.h"

/*
 * Finds a class of the class path, or NULL: JNI's FindClass would look here among the JDK's own.
 * Only final methods of the loaders are called, so no code of the application runs here.
 */
jclass jar_class(JNIEnv *env, const char *name) {
    jclass type = (*env)->FindClass(env, "java/lang/ClassLoader");
    if (type == NULL) {
        return NULL;
    }
    jmethodID system =
        (*env)->GetStaticMethodID(env, type, "getSystemClassLoader", "()Ljava/lang/ClassLoader;");
    jmethodID parent = (*env)->GetMethodID(env, type, "getParent", "()Ljava/lang/ClassLoader;");
    jmethodID find =
        (*env)->GetMethodID(env, type, "findLoadedClass", "(Ljava/lang/String;)Ljava/lang/Class;");
    jstring text = (*env)->NewStringUTF(env, name);
    if (text == NULL || system == NULL || parent == NULL || find == NULL) {
        return NULL;
    }
    jobject loader = (*env)->CallStaticObjectMethod(env, type, system);
    while (!(*env)->ExceptionCheck(env) && loader != NULL) {
        jclass found = (*env)->CallObjectMethod(env, loader, find, text);
        if ((*env)->ExceptionCheck(env) || found != NULL) {
            return found;
        }
        loader = (*env)->CallObjectMethod(env, loader, parent);
    }
    return NULL;
}
