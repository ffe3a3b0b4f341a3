#include "entry_hook.h"

#include "entry_classes.h"
#include "entry_launch.h"
#include "entry_rebind.h"
#include "entry_state.h"
#include "jdk_fork.h"
#include "text.h"

static const char property_prefix[] = "procex.";

const char *entry_hook_open(JavaVM *vm, void (*bound)(int is_ours)) {
    native_entry.java = vm;
    if (bound != NULL) { /* the jar has nobody to tell, and the entry may be there before */
        native_entry.tell_bound = bound;
    }
    if (native_entry.jvmti == NULL &&
        (*vm)->GetEnv(vm, (void **)&native_entry.jvmti, JVMTI_VERSION_1_2) != JNI_OK) {
        native_entry.jvmti = NULL;
        return "this JVM has no JVMTI";
    }
    return NULL;
}

/* JVMTI's version is the JDK's from 9 on, and 1.2 before. */
int entry_hook_feature(void) {
    jint version = 0;
    if (native_entry.jvmti == NULL ||
        (*native_entry.jvmti)->GetVersionNumber(native_entry.jvmti, &version) != JVMTI_ERROR_NONE) {
        return 0;
    }
    return (version & JVMTI_VERSION_MASK_MAJOR) >> JVMTI_VERSION_SHIFT_MAJOR;
}

static void release(void *memory) {
    (*native_entry.jvmti)->Deallocate(native_entry.jvmti, memory);
}

static void add_property(struct entry_values *values, const char *name, struct note *problems) {
    char *text = NULL;
    const char *key = name + sizeof property_prefix - 1;
    if ((*native_entry.jvmti)->GetSystemProperty(native_entry.jvmti, name, &text) !=
        JVMTI_ERROR_NONE) {
        return;
    }
    entry_values_add_property(values, key, text, problems);
    release(text);
}

void entry_hook_add_properties(struct entry_values *values, struct note *problems) {
    jint count = 0;
    char **names = NULL;
    if (native_entry.jvmti == NULL ||
        (*native_entry.jvmti)->GetSystemProperties(native_entry.jvmti, &count, &names) !=
            JVMTI_ERROR_NONE) {
        return;
    }
    for (jint i = 0; i < count; i++) {
        if (text_starts(names[i], property_prefix)) {
            add_property(values, names[i], problems);
        }
        release(names[i]);
    }
    release(names);
}

static int ends_with(const char *text, const char *end) {
    size_t length = text_length(text);
    size_t wanted = text_length(end);
    return length >= wanted && text_is(text + length - wanted, end);
}

static int is_class_that_launches(jclass type) {
    return entry_classes_is_named(native_entry.jvmti, type, "Ljava/lang/ProcessImpl;") ||
           entry_classes_is_named(native_entry.jvmti, type, "Ljava/lang/UNIXProcess;");
}

/* Agents that wrap native methods put a prefix before the name. */
static int is_fork_and_exec(jmethodID method) {
    char *name = NULL;
    char *signature = NULL;
    if ((*native_entry.jvmti)->GetMethodName(native_entry.jvmti, method, &name, &signature, NULL) !=
        JVMTI_ERROR_NONE) {
        return 0;
    }
    int is_it = ends_with(name, JDK_FORK_METHOD) && text_is(signature, JDK_FORK_SIGNATURE);
    release(name);
    release(signature);
    return is_it;
}

static int is_in_class_that_launches(JNIEnv *env, jmethodID method) {
    jclass type = NULL;
    if ((*native_entry.jvmti)->GetMethodDeclaringClass(native_entry.jvmti, method, &type) !=
        JVMTI_ERROR_NONE) {
        return 0;
    }
    int is_it = is_class_that_launches(type);
    (*env)->DeleteLocalRef(env, type);
    return is_it;
}

/*
 * Replaces only the JDK's own function. Anything else that is bound was put there by the jar,
 * another agent or another copy of this library, and stays. The event stays enabled as long as the
 * JVM runs: two threads may link the method at once, each by an event of its own, and an agent that
 * gives the JDK its function back by RegisterNatives gives it to us.
 */
static void JNICALL on_bind(jvmtiEnv *from, JNIEnv *env, jthread thread, jmethodID method,
                            void *address, void **bound) {
    (void)from;
    (void)thread;
    entry_rebind_on_event(env);
    if (env == NULL || !is_fork_and_exec(method) || !is_in_class_that_launches(env, method)) {
        return;
    }
    if (address == (void *)entry_launch) {
        native_entry.tell_bound(1); /* by entry_hook_loaded */
        return;
    }
    if (!jdk_fork_find(env)) {
        jdk_fork_keep(address);
    }
    int is_jdks = jdk_fork_kept() == address;
    if (is_jdks) {
        *bound = (void *)entry_launch;
    }
    native_entry.tell_bound(is_jdks);
}

const char *entry_hook_set(void) {
    jvmtiCapabilities capabilities = {.can_generate_native_method_bind_events = 1};
    jvmtiEventCallbacks callbacks = {.NativeMethodBind = on_bind};
    if ((*native_entry.jvmti)->AddCapabilities(native_entry.jvmti, &capabilities) !=
            JVMTI_ERROR_NONE ||
        (*native_entry.jvmti)
                ->SetEventCallbacks(native_entry.jvmti, &callbacks, sizeof callbacks) !=
            JVMTI_ERROR_NONE ||
        (*native_entry.jvmti)
                ->SetEventNotificationMode(native_entry.jvmti, JVMTI_ENABLE,
                                           JVMTI_EVENT_NATIVE_METHOD_BIND,
                                           NULL) != JVMTI_ERROR_NONE) {
        return "this JVM does not report native methods (NativeMethodBind)";
    }
    return NULL;
}

static const char *bind(JNIEnv *env, jclass type, jclass handles) {
    const JNINativeMethod method = {(char *)JDK_FORK_METHOD, (char *)JDK_FORK_SIGNATURE,
                                    (void *)entry_launch};
    if (!jdk_fork_find(env)) {
        return "the JDK's own forkAndExec was not found in libjava";
    }
    return entry_rebind(env, type, &method, handles) == 0
               ? NULL
               : "another agent has replaced forkAndExec by a Java method";
}

/* JDK 8 has a ProcessImpl too, which launches by a UNIXProcess. */
static const char *class_that_launches(void) {
    const int first_with_one = 9;
    return entry_hook_feature() < first_with_one ? "Ljava/lang/UNIXProcess;"
                                                 : "Ljava/lang/ProcessImpl;";
}

const char *entry_hook_loaded(void) {
    JNIEnv *env;
    struct entry_classes found = {NULL, NULL, 0};
    if ((*native_entry.java)->GetEnv(native_entry.java, (void **)&env, JNI_VERSION_1_8) != JNI_OK ||
        !entry_classes_find(native_entry.jvmti, env, class_that_launches(), &found)) {
        return "the JVM does not report which classes are loaded";
    }
    if (found.has_jar) {
        entry_launch_yield_to_jar();
        native_entry.tell_bound(
            0); /* it may have bound the method, and has the launches in any case */
        return NULL;
    }
    jclass type = entry_classes_of(native_entry.jvmti, found.launching);
    jclass handles = entry_classes_of(native_entry.jvmti, found.handles);
    const char *failure = type == NULL ? NULL : bind(env, type, handles);
    (*env)->DeleteLocalRef(env, handles);
    (*env)->DeleteLocalRef(env, type);
    return failure;
}
