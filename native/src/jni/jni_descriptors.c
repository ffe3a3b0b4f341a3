#include "jni_descriptors.h"

/*
 * Takes the int out of each java.io.FileDescriptor, whose name and type are the same from JDK 8 on.
 * What is left is what the JDK takes for closed, so that nobody closes a number that is ours.
 */
int jni_descriptors_take(JNIEnv *env, jobjectArray descriptors, int *out, int most) {
    jsize count = (*env)->GetArrayLength(env, descriptors);
    jclass type = (*env)->FindClass(env, "java/io/FileDescriptor");
    jfieldID field = type == NULL ? NULL : (*env)->GetFieldID(env, type, "fd", "I");
    if (field == NULL) {
        (*env)->ExceptionClear(env);
        return 0;
    }
    int found = 0;
    for (jsize i = 0; i < count && found < most; i++) {
        jobject descriptor = (*env)->GetObjectArrayElement(env, descriptors, i);
        if (descriptor != NULL) {
            jint number = (*env)->GetIntField(env, descriptor, field);
            (*env)->SetIntField(env, descriptor, field, -1);
            if (number >= 0) { /* else somebody has taken it before */
                out[found++] = number;
            }
            (*env)->DeleteLocalRef(env, descriptor);
        }
    }
    return found;
}
