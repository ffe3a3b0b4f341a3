#include "entry_rebind.h"

#include "entry_state.h"
#include "sys.h"

static void bind(void) {
    JNIEnv *env = native_entry.rebind.env;
    native_entry.rebind.is_done = 1;
    native_entry.rebind.result =
        (*env)->RegisterNatives(env, native_entry.rebind.type, native_entry.rebind.method, 1);
    (*env)->ExceptionClear(env);
}

void entry_rebind_on_event(JNIEnv *env) {
    if (env != NULL && native_entry.rebind.env == env && !native_entry.rebind.is_done) {
        bind();
    }
}

/* Whatever becomes of the call: that method asks the kernel for a start time, and nothing else. */
static void have_jdk_call(JNIEnv *env, jclass handles) {
    jmethodID get = (*env)->GetStaticMethodID(env, handles, "get", "(J)Ljava/util/Optional;");
    if (get != NULL && (*env)->UnregisterNatives(env, handles) == 0) {
        jobject handle = (*env)->CallStaticObjectMethod(env, handles, get, (jlong)sys_getpid());
        (*env)->ExceptionClear(env);
        (*env)->DeleteLocalRef(env, handle);
    }
    (*env)->ExceptionClear(env);
}

jint entry_rebind(JNIEnv *env, jclass type, const JNINativeMethod *method, jclass handles) {
    native_entry.rebind.type = type;
    native_entry.rebind.method = method;
    native_entry.rebind.is_done = 0;
    native_entry.rebind.env = env;
    if (handles != NULL) {
        have_jdk_call(env, handles);
    }
    if (!native_entry.rebind.is_done) {
        bind(); /* JDK 8, which warns of nothing; or the method is compiled into its caller */
    }
    native_entry.rebind.env = NULL;
    return native_entry.rebind.result;
}
