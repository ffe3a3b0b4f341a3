#include "jni_redefinitions.h"

#include <stdint.h>

/*
 * HotSpot counts in this field of java.lang.Class at each redefinition, while all threads stand
 * still, and the JDK's reflection trusts what it has remembered as long as the count is the same.
 * So it is from JDK 8 to 28. Reflection itself would find the field too, but loads tens of classes
 * for that on JDK 18 and later.
 */
jlong JNICALL jni_redefinitions_place(JNIEnv *env, jclass type) {
    jclass class_of_classes = (*env)->GetObjectClass(env, type);
    jfieldID place = (*env)->GetFieldID(env, class_of_classes, "classRedefinedCount", "I");
    (*env)->DeleteLocalRef(env, class_of_classes);
    if (place == NULL) {
        (*env)->ExceptionClear(env);
    }
    return (jlong)(intptr_t)place;
}

jint JNICALL jni_redefinitions(JNIEnv *env, jclass type, jclass asked, jlong place) {
    (void)type;
    return (*env)->GetIntField(env, asked, (jfieldID)(intptr_t)place);
}
