#include "jni_leaf.h"

#include "java_numbers.h"
#include "leaf_end.h"
#include "leaf_watch.h"
#include "sys.h"

enum { PATH_SIZE = 4096 }; /* PATH_MAX */

jint JNICALL jni_leaf(JNIEnv *env, jclass type, jbyteArray place, jint number, jint signal,
                      jint child) {
    char path[PATH_SIZE];
    (void)type;
    if (number == CORE(LEAF_WATCHERS)) {
        return leaf_watchers();
    }
    jsize size = (*env)->GetArrayLength(env, place);
    if (size > PATH_SIZE) {
        return -SYS_ENAMETOOLONG;
    }
    (*env)->GetByteArrayRegion(env, place, 0, size, (jbyte *)path);
    if (number == CORE(LEAF_OF_OTHERS)) {
        leaf_sweep(path);
        return 0;
    }
    return (jint)(signal == CORE(LEAF_REMOVE) ? leaf_remove(path, number)
                                              : leaf_signal(path, number, signal, child));
}
