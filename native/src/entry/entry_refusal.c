#include "entry_refusal.h"

#include "spawn_words.h"
#include "sys_settings.h"
#include "task.h"

jint entry_refusal(JNIEnv *env, const struct spawn_result *result) {
    char text[256];
    struct note note = {text, sizeof text, 0};
    note_add(&note, "procex-agent: launch declined: ");
    spawn_describe(result, &note);
    note_add(&note, " (strict=true)");
    jclass type = (*env)->FindClass(env, "java/io/IOException");
    if (type != NULL) {
        (*env)->ThrowNew(env, type, text);
    }
    return -1;
}

static void end(JNIEnv *env, jint pid, jintArray fds, const jint before[3]) {
    jint ends[3];
    sys_kill(pid, SYS_SIGKILL);
    task_reap(pid);
    (*env)->GetIntArrayRegion(env, fds, 0, 3, ends);
    for (int i = 0; i < 3; i++) {
        if (before[i] == SPAWN_PIPE && ends[i] != SPAWN_PIPE) {
            sys_close(ends[i]);
        }
    }
}

jint entry_refusal_in_the_jdks_words(JNIEnv *env, const struct jdk_fork_arguments *arguments,
                                     const struct spawn_result *result) {
    jint before[3];
    (*env)->GetIntArrayRegion(env, arguments->arrays.fds, 0, 3, before);
    jint pid = jdk_fork_call(env, arguments);
    if (pid <= 0 || (*env)->ExceptionCheck(env)) {
        return pid; /* the JDK returns the pid of a child that could not execute its program, too */
    }
    end(env, pid, arguments->arrays.fds, before);
    return entry_refusal(env, result);
}
