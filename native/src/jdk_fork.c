#include "jdk_fork.h"

#include "libc.h"

typedef jint(JNICALL *fork_and_exec)(JNIEnv *, jobject, jint, jbyteArray, jbyteArray, jbyteArray,
                                     jint, jbyteArray, jint, jbyteArray, jintArray, jboolean);

static fork_and_exec kept;

void jdk_fork_keep(void *function) {
    __atomic_store_n(&kept, (fork_and_exec)function, __ATOMIC_RELEASE);
}

/* By the JVM's rules for names; each JDK has one of the two. */
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
    return (void *)__atomic_load_n(&kept, __ATOMIC_ACQUIRE);
}

jint jdk_fork_call(JNIEnv *env, const struct jdk_fork_arguments *arguments) {
    const struct jni_arrays *arrays = &arguments->arrays;
    fork_and_exec function = __atomic_load_n(&kept, __ATOMIC_ACQUIRE);
    return function(env, arguments->process, arguments->mode, arguments->helperpath, arrays->prog,
                    arrays->arg_block, arrays->argc, arrays->env_block, arrays->envc, arrays->dir,
                    arrays->fds, arrays->redirect_error_stream);
}
