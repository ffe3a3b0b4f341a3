#include "jni_bytes.h"

#include "text.h"

size_t jni_bytes_length(JNIEnv *env, jbyteArray array) {
    return array == NULL ? 0 : (size_t)(*env)->GetArrayLength(env, array);
}

char *jni_bytes_copy(JNIEnv *env, struct arena *arena, jbyteArray array) {
    size_t length = jni_bytes_length(env, array);
    char *copy = array == NULL ? NULL : arena_take(arena, length + 1);
    if (copy != NULL) {
        (*env)->GetByteArrayRegion(env, array, 0, (jsize)length, (jbyte *)copy);
        copy[length] = '\0';
    }
    return copy;
}

static jbyteArray all_of(JNIEnv *env, const char *from, size_t size) {
    jbyteArray bytes = (*env)->NewByteArray(env, (jsize)size);
    if (bytes != NULL) {
        (*env)->SetByteArrayRegion(env, bytes, 0, (jsize)size, (const jbyte *)from);
    }
    return bytes;
}

jbyteArray jni_bytes_of(JNIEnv *env, const char *text) {
    return all_of(env, text, text_length(text));
}

int jni_bytes_put(JNIEnv *env, jobjectArray arrays, jsize place, const char *text) {
    jbyteArray bytes = jni_bytes_of(env, text);
    if (bytes == NULL) {
        (*env)->ExceptionClear(env);
        return 0;
    }
    (*env)->SetObjectArrayElement(env, arrays, place, bytes);
    (*env)->DeleteLocalRef(env, bytes);
    return 1;
}
