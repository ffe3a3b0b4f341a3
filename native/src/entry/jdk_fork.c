#include "jdk_fork.h"

#include "entry_state.h"
#include "filtered.h"
#include "libc.h"
#include "sys.h"
#include "sys_rules.h"

/* ProcessImpl.LaunchMechanism's places and 1, from JDK 8 to 28; 27 took out VFORK, the third. */
enum { MODE_FORK = 1, MODE_POSIX_SPAWN = 2 };

typedef jint(JNICALL *fork_and_exec)(JNIEnv *, jobject, jint, jbyteArray, jbyteArray, jbyteArray,
                                     jint, jbyteArray, jint, jbyteArray, jintArray, jboolean);

void jdk_fork_keep(void *function) {
    __atomic_store_n(&native_entry.jdks_function, function, __ATOMIC_RELEASE);
}

/* The names follow JNI's rules; each JDK has one of the two. */
int jdk_fork_find(JNIEnv *env) {
    const void *in_libjvm = (const void *)(*env)->GetVersion;
    void *found = libc_symbol("libjava.so", in_libjvm, "Java_java_lang_ProcessImpl_forkAndExec");
    if (found == NULL) {
        found = libc_symbol("libjava.so", in_libjvm, "Java_java_lang_UNIXProcess_forkAndExec");
    }
    if (found != NULL) {
        jdk_fork_keep(found);
    }
    return found != NULL;
}

void *jdk_fork_kept(void) {
    return __atomic_load_n(&native_entry.jdks_function, __ATOMIC_ACQUIRE);
}

jint jdk_fork_call(JNIEnv *env, const struct jdk_fork_arguments *arguments) {
    const struct jni_arrays *arrays = &arguments->arrays;
    fork_and_exec function = (fork_and_exec)jdk_fork_kept();
    return function(env, arguments->process, arguments->mode, arguments->helperpath, arrays->prog,
                    arrays->arg_block, arrays->argc, arrays->env_block, arrays->envc, arrays->dir,
                    arrays->fds, arrays->redirect_error_stream);
}

static int can_execute(JNIEnv *env, jbyteArray path) {
    char text[4096];
    if (filtered(FILTERED_FACCESSAT)) {
        return 1; /* the JVM itself calls access, and a filter may kill for faccessat */
    }
    jsize length = path == NULL ? 0 : (*env)->GetArrayLength(env, path);
    if (length == 0 || (size_t)length >= sizeof text) {
        return 1; /* nothing is known of it */
    }
    (*env)->GetByteArrayRegion(env, path, 0, length, (jbyte *)text);
    text[length] = 0;
    return sys_access(text, SYS_X_OK) == 0;
}

void jdk_fork_without_lost_helper(JNIEnv *env, struct jdk_fork_arguments *arguments) {
    if (arguments->mode == MODE_POSIX_SPAWN && !can_execute(env, arguments->helperpath)) {
        arguments->mode = MODE_FORK;
    }
}
