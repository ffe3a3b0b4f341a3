/* The native entry in such a JVM: JNI's side of it, and what the JDK's own forkAndExec was asked.
 */
#ifndef PROCEX_FAKE_ENTRY_H
#define PROCEX_FAKE_ENTRY_H

#include "entry_launch.h"
#include "entry_page.h"
#include "entry_state.h"
#include "fake_jvmti.h"
#include "jdk_fork.h"

static struct fake_class fake_launcher = {"Ljava/lang/ProcessImpl;", 1};

static struct {
    const char *library_has; /* the symbol of libjava; or NULL */
    int calls;
    jint mode;
    jint pid; /* what it returns */
    jint pipe;
} fake_jdk = {.library_has = "Java_java_lang_ProcessImpl_forkAndExec", .pid = -1, .pipe = -1};

static inline jint JNICALL fake_jdk_fork(JNIEnv *env, jobject process, jint mode,
                                         jbyteArray helperpath, jbyteArray prog,
                                         jbyteArray arg_block, jint argc, jbyteArray env_block,
                                         jint envc, jbyteArray dir, jintArray fds,
                                         jboolean redirect_error_stream) {
    (void)process, (void)helperpath, (void)prog, (void)arg_block, (void)argc, (void)env_block;
    (void)envc, (void)dir, (void)redirect_error_stream;
    fake_jdk.calls++;
    fake_jdk.mode = mode;
    if (fake_jdk.pipe >= 0) {
        (*env)->SetIntArrayRegion(env, fds, 1, 1, &fake_jdk.pipe);
    }
    return fake_jdk.pid;
}

/* By --wrap: no libjava is loaded. */
void *__wrap_libc_symbol(const char *library, const void *neighbour, const char *name);

void *__wrap_libc_symbol(const char *library, const void *neighbour, const char *name) {
    (void)neighbour;
    CHECK_TEXT(library, "libjava.so");
    return fake_jdk.library_has != NULL && strcmp(name, fake_jdk.library_has) == 0
               ? (void *)fake_jdk_fork
               : NULL;
}

static inline jint fake_push(JNIEnv *env, jint capacity) {
    (void)env;
    (void)capacity;
    if (fake_refuses("PushLocalFrame")) {
        fake_jvm.is_pending = 1; /* OutOfMemoryError */
        return -1;
    }
    fake_jvm.references++;
    return 0;
}

static inline jobject fake_pop(JNIEnv *env, jobject result) {
    (void)env;
    fake_jvm.references--;
    return result;
}

static inline void fake_delete(JNIEnv *env, jobject object) {
    (void)env;
    fake_jvm.references -= object != NULL;
}

static inline void fake_clear_pending(JNIEnv *env) {
    (void)env;
    fake_jvm.is_pending = 0;
}

static inline jboolean fake_check(JNIEnv *env) {
    (void)env;
    return fake_jvm.is_pending != 0;
}

static inline jint fake_register_one(JNIEnv *env, jclass type, const JNINativeMethod *methods,
                                     jint count) {
    (void)env;
    CHECK_EQ(type == (jclass)&fake_launcher, 1);
    CHECK_EQ(count, 1);
    if (fake_refuses("RegisterNatives")) {
        fake_jvm.is_pending = 1; /* NoSuchMethodError */
        return -1;
    }
    fake_jvm.bound = *methods;
    return 0;
}

static inline jint fake_throw(JNIEnv *env, jclass type, const char *text) {
    (void)env;
    CHECK_TEXT((const char *)type, "java/io/IOException");
    fake_jvm.is_pending = 1;
    snprintf(fake_jvm.thrown, sizeof fake_jvm.thrown, "%s", text);
    return 0;
}

/* A class of that name; those that a case does not have are not found. */
static inline jclass fake_find(JNIEnv *env, const char *name) {
    (void)env;
    if (fake_refuses("FindClass") || strcmp(name, "java/lang/ProcexCore") == 0) {
        fake_jvm.is_pending = 1; /* NoClassDefFoundError */
        return NULL;
    }
    return strcmp(name, "java/lang/ProcessImpl") == 0 ? (jclass)&fake_launcher : (jclass)name;
}

static inline JNIEnv *fake_entry_env(void) {
    JNIEnv *env = fake_env();
    struct JNINativeInterface_ *functions = (struct JNINativeInterface_ *)*env;
    functions->PushLocalFrame = fake_push;
    functions->PopLocalFrame = fake_pop;
    functions->DeleteLocalRef = fake_delete;
    functions->ExceptionClear = fake_clear_pending;
    functions->ExceptionCheck = fake_check;
    functions->RegisterNatives = fake_register_one;
    functions->ThrowNew = fake_throw;
    functions->FindClass = fake_find;
    return env;
}

static inline jint fake_either(JavaVM *vm, void **env, jint version) {
    (void)vm;
    const int is_jvmti = (version & JVMTI_VERSION_MASK_INTERFACE_TYPE) != 0;
    if (fake_refuses(is_jvmti ? "GetEnv of JVMTI" : "GetEnv of JNI")) {
        return JNI_EVERSION;
    }
    *env = is_jvmti ? (void *)fake_jvmti() : (void *)fake_entry_env();
    return JNI_OK;
}

/* Those of the tests' own are no options of the entry's. */
static inline void fake_clean_environment(void) {
    for (char **variable = environ; *variable != NULL;) {
        if (strncmp(*variable, "PROCEX_", sizeof "PROCEX_" - 1) == 0) {
            unsetenv(strndup(*variable, strcspn(*variable, "=")));
        } else {
            variable++;
        }
    }
}

static inline JavaVM *fake_entry_vm(void) {
    fake_clean_environment();
    JavaVM *vm = fake_vm();
    ((struct JNIInvokeInterface_ *)*vm)->GetEnv = fake_either;
    return vm;
}

static inline jint fake_start(const char *options) {
    return Agent_OnLoad(fake_entry_vm(), (char *)options, NULL);
}

static inline jint fake_attach(const char *options) {
    return Agent_OnAttach(fake_entry_vm(), (char *)options, NULL);
}

/* What JVMTI and JNI gave out has been given back, and no exception is left behind. */
static inline void check_given_back(void) {
    CHECK_EQ(fake_jvm.memory, 0);
    CHECK_EQ(fake_jvm.references, 0);
    CHECK_EQ(fake_jvm.is_pending, 0);
}

/* The page has such a text; it is what the commands status and doctor tell. */
#define CHECK_PAGE(wanted)                                                                         \
    do {                                                                                           \
        if (strstr(entry_page()->text, wanted) == NULL) {                                          \
            dprintf(check_log, "%s:%d: no \"%s\" in:\n%s", __FILE__, __LINE__, wanted,             \
                    entry_page()->text);                                                           \
            _exit(1);                                                                              \
        }                                                                                          \
    } while (0)

#define CHECK_PAGE_LACKS(unwanted) CHECK_EQ(strstr(entry_page()->text, unwanted) == NULL, 1)

#endif
