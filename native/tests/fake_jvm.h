/*
 * As much of a JVM as the library asks for when Java loads it: it registers methods, and copies
 * arrays in and out. So the finished file can be tried beside a libc that no JVM is built for.
 */
#ifndef PROCEX_FAKE_JVM_H
#define PROCEX_FAKE_JVM_H

#include <dlfcn.h>
#include <jni.h>
#include <stdlib.h>

#include "check.h"

/* Elements are bytes, ints or arrays. */
struct fake_array {
    jsize length;
    const void *elements;
};

enum { FAKE_METHODS = 64 };

static JNINativeMethod fake_methods[FAKE_METHODS];
static int fake_method_count;

static inline void fake_missing(void) {
    dprintf(check_log, "the library calls a function of JNI that this JVM has not\n");
    _exit(1);
}

static inline jclass fake_find_class(JNIEnv *env, const char *name) {
    (void)env;
    return strcmp(name, "java/lang/ProcexCore") == 0 ? (jclass)name : NULL;
}

static inline jint fake_register(JNIEnv *env, jclass type, const JNINativeMethod *methods,
                                 jint count) {
    (void)env;
    (void)type;
    CHECK_EQ(count <= FAKE_METHODS, 1);
    memcpy(fake_methods, methods, (size_t)count * sizeof *methods);
    fake_method_count = count;
    return 0;
}

static inline jsize fake_length(JNIEnv *env, jarray array) {
    (void)env;
    return ((struct fake_array *)array)->length;
}

static inline void fake_copy_out(jarray array, jsize start, jsize count, void *to, size_t size) {
    const struct fake_array *from = (struct fake_array *)array;
    CHECK_EQ(start >= 0 && start + count <= from->length, 1);
    memcpy(to, (const char *)from->elements + (size_t)start * size, (size_t)count * size);
}

static inline void fake_copy_in(jarray array, jsize start, jsize count, const void *from,
                                size_t size) {
    const struct fake_array *to = (struct fake_array *)array;
    CHECK_EQ(start >= 0 && start + count <= to->length, 1);
    memcpy((char *)to->elements + (size_t)start * size, from, (size_t)count * size);
}

static inline void fake_bytes_out(JNIEnv *env, jbyteArray a, jsize start, jsize n, jbyte *to) {
    (void)env;
    fake_copy_out(a, start, n, to, 1);
}

static inline void fake_bytes_in(JNIEnv *env, jbyteArray a, jsize start, jsize n,
                                 const jbyte *from) {
    (void)env;
    fake_copy_in(a, start, n, from, 1);
}

static inline void fake_ints_out(JNIEnv *env, jintArray a, jsize start, jsize n, jint *to) {
    (void)env;
    fake_copy_out(a, start, n, to, sizeof *to);
}

static inline void fake_ints_in(JNIEnv *env, jintArray a, jsize start, jsize n, const jint *from) {
    (void)env;
    fake_copy_in(a, start, n, from, sizeof *from);
}

static inline void fake_longs_out(JNIEnv *env, jlongArray a, jsize start, jsize n, jlong *to) {
    (void)env;
    fake_copy_out(a, start, n, to, sizeof *to);
}

static inline void fake_longs_in(JNIEnv *env, jlongArray a, jsize start, jsize n,
                                 const jlong *from) {
    (void)env;
    fake_copy_in(a, start, n, from, sizeof *from);
}

static inline jobject fake_element(JNIEnv *env, jobjectArray a, jsize place) {
    jobject element;
    (void)env;
    fake_copy_out(a, place, 1, &element, sizeof element);
    return element;
}

static inline jbyteArray fake_new_bytes(JNIEnv *env, jsize length) {
    struct fake_array *array = calloc(1, sizeof *array);
    (void)env;
    array->length = length;
    array->elements = calloc(1, (size_t)length + 1);
    return (jbyteArray)array;
}

static inline void fake_clear(JNIEnv *env) {
    (void)env;
}

static inline JNIEnv *fake_env(void) {
    static struct JNINativeInterface_ functions;
    static JNIEnv env = &functions;
    if (functions.FindClass != NULL) {
        return &env; /* with what the case has put there */
    }
    for (size_t i = 0; i < sizeof functions / sizeof(void *); i++) {
        ((void (**)(void)) & functions)[i] = fake_missing;
    }
    functions.FindClass = fake_find_class;
    functions.ExceptionClear = fake_clear;
    functions.RegisterNatives = fake_register;
    functions.GetArrayLength = fake_length;
    functions.GetByteArrayRegion = fake_bytes_out;
    functions.SetByteArrayRegion = fake_bytes_in;
    functions.GetIntArrayRegion = fake_ints_out;
    functions.SetIntArrayRegion = fake_ints_in;
    functions.GetLongArrayRegion = fake_longs_out;
    functions.SetLongArrayRegion = fake_longs_in;
    functions.GetObjectArrayElement = fake_element;
    functions.NewByteArray = fake_new_bytes;
    return &env;
}

static inline jint fake_get_env(JavaVM *vm, void **env, jint version) {
    (void)vm;
    (void)version;
    *env = fake_env();
    return JNI_OK;
}

static inline JavaVM *fake_vm(void) {
    static struct JNIInvokeInterface_ functions;
    static JavaVM vm = &functions;
    functions.GetEnv = fake_get_env;
    return &vm;
}

#endif
