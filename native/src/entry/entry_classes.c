#include "entry_classes.h"

#include "jni_first.h"
#include "text.h"

static void release(jvmtiEnv *jvmti, void *memory) {
    (*jvmti)->Deallocate(jvmti, memory);
}

int entry_classes_is_named(jvmtiEnv *jvmti, jclass type, const char *name) {
    char *signature = NULL;
    if (type == NULL ||
        (*jvmti)->GetClassSignature(jvmti, type, &signature, NULL) != JVMTI_ERROR_NONE) {
        return 0;
    }
    int is_it = text_is(signature, name);
    release(jvmti, signature);
    return is_it;
}

/* Looks among the classes of the boot loader. */
static jclass loaded(jvmtiEnv *jvmti, jclass *classes, jint count, const char *name) {
    for (jint i = 0; i < count; i++) {
        if (entry_classes_is_named(jvmti, classes[i], name)) {
            return classes[i];
        }
    }
    return NULL;
}

/* One of its methods, by which it is found again; NULL if there is none, or it is not linked. */
static jmethodID any_method(jvmtiEnv *jvmti, jclass type) {
    jint count = 0;
    jmethodID *methods = NULL;
    if (type == NULL ||
        (*jvmti)->GetClassMethods(jvmti, type, &count, &methods) != JVMTI_ERROR_NONE) {
        return NULL;
    }
    jmethodID method = count > 0 ? methods[0] : NULL;
    release(jvmti, methods);
    return method;
}

jclass entry_classes_of(jvmtiEnv *jvmti, jmethodID method) {
    jclass type = NULL;
    if (method == NULL ||
        (*jvmti)->GetMethodDeclaringClass(jvmti, method, &type) != JVMTI_ERROR_NONE) {
        return NULL;
    }
    return type;
}

/*
 * Uses a local frame of its own, because this makes a reference to each class of the boot loader.
 * Uses JVMTI alone, because -Xcheck:jni would warn of so many references in any JNI function.
 */
int entry_classes_find(jvmtiEnv *jvmti, JNIEnv *env, const char *launching,
                       struct entry_classes *found) {
    jint count = 0;
    jclass *classes = NULL;
    if ((*env)->PushLocalFrame(env, 0) != 0) {
        (*env)->ExceptionClear(env);
        return 0;
    }
    int is_told =
        (*jvmti)->GetClassLoaderClasses(jvmti, NULL, &count, &classes) == JVMTI_ERROR_NONE;
    if (is_told) {
        found->launching = any_method(jvmti, loaded(jvmti, classes, count, launching));
        found->handles =
            any_method(jvmti, loaded(jvmti, classes, count, "Ljava/lang/ProcessHandleImpl;"));
        found->has_jar = loaded(jvmti, classes, count, "Ljava/lang/ProcexCore;") != NULL ||
                         loaded(jvmti, classes, count, "L" JNI_FIRST_SIGN ";") != NULL;
        release(jvmti, classes);
    }
    (*env)->PopLocalFrame(env, NULL);
    return is_told;
}
