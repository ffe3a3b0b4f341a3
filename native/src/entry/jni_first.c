#include "jni_first.h"

#include "entry_hook.h"
#include "entry_launch.h"
#include "entry_page.h"
#include "entry_state.h"
#include "jdk_fork.h"
#include "jni_descriptors.h"
#include "jni_request.h"
#include "preparation.h"
#include "slots.h"
#include "sys.h"

/*
 * Taking over costs the rest of the agent some 60 to 100 ms of CPU time, once. After so many
 * launches more than that has been saved: see docs/decisions/0022.
 */
enum { MANY_LAUNCHES = 200 };

#define SIGN_OF_MANY "sun/net/ftp/FtpProtocolException" /* in FirstLaunches too */

enum { UNUSED, BOUND, OPENING, OPEN };

static const struct entry_options defaults = {.enabled = 1, .limit = {1024, SPAWN_LIMIT_KEEP, 1}};

static void set(uint32_t next) {
    __atomic_store_n(&native_entry.first, next, __ATOMIC_RELEASE);
}

static int bind(JNIEnv *env) {
    const JNINativeMethod method = {(char *)JDK_FORK_METHOD, (char *)JDK_FORK_SIGNATURE,
                                    (void *)entry_launch};
    set(BOUND);
    entry_launch_use_for_jar(&defaults);
    if ((*env)->RegisterNatives(env, native_entry.launcher, &method, 1) == 0) {
        return 1;
    }
    (*env)->ExceptionClear(env);
    entry_launch_use_for_jar(NULL);
    set(UNUSED);
    return 0;
}

/* Not if -agentpath has loaded this very library, nor if a launch would bypass LD_PRELOAD. */
int jni_first_bind(JavaVM *vm, JNIEnv *env) {
    if (entry_launch_is_used() || entry_launch_obstacle() != NULL ||
        entry_hook_open(vm, NULL) != NULL || !jdk_fork_find(env)) {
        return 0;
    }
    jclass type = (*env)->FindClass(env, "java/lang/ProcessImpl");
    native_entry.launcher = type == NULL ? NULL : (*env)->NewGlobalRef(env, type);
    (*env)->ExceptionClear(env);
    jni_request_set_jdk(entry_hook_feature());
    return native_entry.launcher != NULL && bind(env);
}

/*
 * Finds a class of the class path, or NULL: JNI's FindClass would look here among the JDK's own.
 * Only final methods of the loaders are called, so no code of the application runs here.
 */
static jclass jars_class(JNIEnv *env, const char *name) {
    jclass type = (*env)->FindClass(env, "java/lang/ClassLoader");
    if (type == NULL) {
        return NULL;
    }
    jmethodID system =
        (*env)->GetStaticMethodID(env, type, "getSystemClassLoader", "()Ljava/lang/ClassLoader;");
    jmethodID parent =
        system == NULL ? NULL
                       : (*env)->GetMethodID(env, type, "getParent", "()Ljava/lang/ClassLoader;");
    jmethodID find = parent == NULL ? NULL
                                    : (*env)->GetMethodID(env, type, "findLoadedClass",
                                                          "(Ljava/lang/String;)Ljava/lang/Class;");
    jstring text = find == NULL ? NULL : (*env)->NewStringUTF(env, name);
    jobject loader = text == NULL ? NULL : (*env)->CallStaticObjectMethod(env, type, system);
    while (loader != NULL) {
        jclass found = (*env)->CallObjectMethod(env, loader, find, text);
        if (found != NULL || (*env)->ExceptionCheck(env)) {
            return found;
        }
        loader = (*env)->CallObjectMethod(env, loader, parent);
    }
    return NULL;
}

/* Returns how many. */
static int take_over(JNIEnv *env, int *fds) {
    jclass jars = jars_class(env, "io.procex.agent.start.LowDescriptors");
    jfieldID field = jars == NULL ? NULL
                                  : (*env)->GetStaticFieldID(env, jars, "handedOver",
                                                             "[Ljava/io/FileDescriptor;");
    jobjectArray handed = field == NULL ? NULL : (*env)->GetStaticObjectField(env, jars, field);
    int count = handed == NULL ? 0 : jni_descriptors_take(env, handed, fds, SLOTS_MOST_RESERVED);
    if (handed != NULL) {
        (*env)->SetStaticObjectField(env, jars, field, NULL);
    }
    (*env)->ExceptionClear(env);
    return count;
}

/* JNI_OnLoad would be too early: the jar hands them over after that. */
static void open_first(JNIEnv *env) {
    int fds[SLOTS_MOST_RESERVED];
    if ((*env)->PushLocalFrame(env, 32) == 0) {
        preparation_run(fds, take_over(env, fds));
        (*env)->PopLocalFrame(env, NULL);
    }
    (*env)->ExceptionClear(env);
    set(OPEN);
}

void jni_first_open(JNIEnv *env) {
    const int most_milliseconds = 2000;
    uint32_t was = BOUND;
    if (__atomic_compare_exchange_n(&native_entry.first, &was, OPENING, 0, __ATOMIC_ACQ_REL,
                                    __ATOMIC_ACQUIRE)) {
        open_first(env);
        return;
    }
    for (int i = 0; was == OPENING && i < most_milliseconds; i++) {
        struct sys_timespec millisecond = {0, 1000000};
        sys_futex_wait(&native_entry.first, OPENING, &millisecond);
        was = __atomic_load_n(&native_entry.first, __ATOMIC_ACQUIRE);
    }
}

/*
 * True if there is stack enough to call a transformer: without it, java.instrument prints a message
 * on stderr. The class has been loaded since the first launch.
 */
static int has_stack(JNIEnv *env) {
    jclass room = jars_class(env, "io.procex.agent.shared.StackRoom");
    jmethodID require =
        room == NULL ? NULL : (*env)->GetStaticMethodID(env, room, "requireMuch", "()V");
    if (require != NULL) {
        (*env)->CallStaticVoidMethod(env, room, require);
    }
    int failed = (*env)->ExceptionCheck(env);
    (*env)->ExceptionClear(env);
    return !failed;
}

/* Tries with each launch, until there is stack and memory for it. */
void jni_first_count(JNIEnv *env, uint64_t launched) {
    if (launched < MANY_LAUNCHES || __atomic_load_n(&native_entry.many_told, __ATOMIC_RELAXED)) {
        return;
    }
    if ((*env)->PushLocalFrame(env, 32) == 0) {
        if (has_stack(env) && (*env)->FindClass(env, SIGN_OF_MANY) != NULL) {
            __atomic_store_n(&native_entry.many_told, 1, __ATOMIC_RELAXED);
        }
        (*env)->ExceptionClear(env);
        (*env)->PopLocalFrame(env, NULL);
    }
    (*env)->ExceptionClear(env);
}

void JNICALL jni_first_launches(JNIEnv *env, jclass type, jlongArray counts) {
    const struct entry_page *page = entry_page();
    const jlong values[] = {(jlong)page->launched, (jlong)page->failed, (jlong)page->handed,
                            (jlong)page->rung,     (jlong)page->step,   (jlong)page->error};
    (void)type;
    (*env)->SetLongArrayRegion(env, counts, 0, sizeof values / sizeof values[0], values);
}

void JNICALL jni_first_end(JNIEnv *env, jclass type) {
    (void)env;
    (void)type;
    entry_launch_use_for_jar(NULL);
}
