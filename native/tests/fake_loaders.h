/* The class loaders of a JVM with the jar, and what the jar hands over in a field of one class. */
#ifndef PROCEX_FAKE_LOADERS_H
#define PROCEX_FAKE_LOADERS_H

#include <stdarg.h>

#include "fake_entry.h"

/* The application has one below that of the class path. */
static char fake_loaders[2];
static const char *fake_jars[] = {"io.procex.agent.start.LowDescriptors",
                                  "io.procex.agent.shared.StackRoom"};
static struct fake_array fake_handed_over;
static int fake_was_taken;
static int fake_stack_is_short;
static char fake_found[1024]; /* names of classes, with a blank after each */

/* None of these may be called while an exception is pending. */
static inline void *fake_found_or(const char *function, void *found) {
    CHECK_EQ(fake_jvm.is_pending, 0);
    if (fake_refuses(function)) {
        fake_jvm.is_pending = 1;
        return NULL;
    }
    return found;
}

static inline jclass fake_find_noting(JNIEnv *env, const char *name) {
    jclass found = fake_find(env, name);
    if (found != NULL) {
        strcat(strcat(fake_found, name), " ");
    }
    return found;
}

static inline jmethodID fake_static_method(JNIEnv *env, jclass type, const char *name,
                                           const char *signature) {
    (void)env, (void)type, (void)signature;
    return fake_found_or("GetStaticMethodID", (void *)name);
}

static inline jmethodID fake_method(JNIEnv *env, jclass type, const char *name,
                                    const char *signature) {
    (void)env, (void)type, (void)signature;
    return fake_found_or("GetMethodID", (void *)name);
}

static inline jfieldID fake_static_field(JNIEnv *env, jclass type, const char *name,
                                         const char *signature) {
    (void)env, (void)signature;
    CHECK_TEXT((const char *)type, fake_jars[0]);
    return fake_found_or("GetStaticFieldID", (void *)name);
}

static inline jfieldID fake_field(JNIEnv *env, jclass type, const char *name,
                                  const char *signature) {
    (void)env, (void)type, (void)signature;
    return fake_found_or("GetFieldID", (void *)name);
}

static inline jstring fake_string(JNIEnv *env, const char *text) {
    (void)env;
    return fake_found_or("NewStringUTF", (void *)text);
}

static inline jobject fake_global(JNIEnv *env, jobject object) {
    (void)env;
    return fake_refuses("NewGlobalRef") ? NULL : object;
}

static inline jobject fake_call_static(JNIEnv *env, jclass type, jmethodID method, ...) {
    (void)env, (void)type;
    CHECK_TEXT((const char *)method, "getSystemClassLoader");
    return fake_found_or("CallStaticObjectMethod", &fake_loaders[0]);
}

static inline void fake_call_void(JNIEnv *env, jclass type, jmethodID method, ...) {
    (void)env;
    CHECK_TEXT((const char *)type, fake_jars[1]);
    CHECK_TEXT((const char *)method, "requireMuch");
    fake_jvm.is_pending = fake_stack_is_short; /* StackOverflowError */
}

static inline jobject fake_call(JNIEnv *env, jobject loader, jmethodID method, ...) {
    const int is_first = loader == (jobject)&fake_loaders[0];
    void *found = NULL;
    (void)env;
    if (strcmp((const char *)method, "getParent") == 0) {
        return fake_found_or("getParent", is_first ? &fake_loaders[1] : NULL);
    }
    va_list arguments;
    va_start(arguments, method);
    const char *name = va_arg(arguments, const char *);
    va_end(arguments);
    for (size_t i = 0; !is_first && i < sizeof fake_jars / sizeof fake_jars[0]; i++) {
        found = strcmp(fake_jars[i], name) == 0 ? (void *)fake_jars[i] : found;
    }
    return fake_found_or("findLoadedClass", found);
}

static inline jobject fake_get_handed(JNIEnv *env, jclass type, jfieldID field) {
    (void)env, (void)type;
    CHECK_TEXT((const char *)field, "handedOver");
    return fake_refuses("GetStaticObjectField") ? NULL : (jobject)&fake_handed_over;
}

static inline void fake_set_handed(JNIEnv *env, jclass type, jfieldID field, jobject value) {
    (void)env, (void)type, (void)field;
    fake_was_taken = value == NULL;
}

/* A descriptor is an int. */
static inline jint fake_number(JNIEnv *env, jobject descriptor, jfieldID field) {
    (void)env;
    CHECK_TEXT((const char *)field, "fd");
    return *(jint *)descriptor;
}

static inline void fake_set_number(JNIEnv *env, jobject descriptor, jfieldID field, jint value) {
    (void)env, (void)field;
    *(jint *)descriptor = value;
}

static inline jobject fake_referred_element(JNIEnv *env, jobjectArray array, jsize place) {
    jobject element = fake_element(env, array, place);
    fake_jvm.references += element != NULL;
    return element;
}

static inline JNIEnv *fake_loaders_env(void) {
    JNIEnv *env = fake_entry_env();
    struct JNINativeInterface_ *functions = (struct JNINativeInterface_ *)*env;
    functions->FindClass = fake_find_noting;
    functions->GetStaticMethodID = fake_static_method;
    functions->GetMethodID = fake_method;
    functions->GetStaticFieldID = fake_static_field;
    functions->GetFieldID = fake_field;
    functions->NewStringUTF = fake_string;
    functions->NewGlobalRef = fake_global;
    functions->CallStaticObjectMethod = fake_call_static;
    functions->CallStaticVoidMethod = fake_call_void;
    functions->CallObjectMethod = fake_call;
    functions->GetStaticObjectField = fake_get_handed;
    functions->SetStaticObjectField = fake_set_handed;
    functions->GetIntField = fake_number;
    functions->SetIntField = fake_set_number;
    functions->GetObjectArrayElement = fake_referred_element;
    return env;
}

#endif
