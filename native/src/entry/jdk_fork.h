/* The JDK's own forkAndExec, which this library replaces and still calls. */
#ifndef PROCEX_JDK_FORK_H
#define PROCEX_JDK_FORK_H

#include <jni.h>

#include "jni_request.h"

/* A method of java.lang.UNIXProcess on JDK 8, of ProcessImpl later; JDK 8 to 28 agree on these. */
#define JDK_FORK_METHOD "forkAndExec"
#define JDK_FORK_SIGNATURE "(I[B[B[BI[BI[B[IZ)I"

struct jdk_fork_arguments {
    jobject process;
    jint mode; /* the JDK's launch mechanism */
    jbyteArray helperpath;
    struct jni_arrays arrays;
};

/* Keeps the address that the JVM has bound, or was about to bind. */
void jdk_fork_keep(void *function);

/* Looks for it in libjava, which the JVM has loaded, and keeps it. 0 if it is not there. */
int jdk_fork_find(JNIEnv *env);

/* The one that is kept; NULL if there is none. */
void *jdk_fork_kept(void);

/* Calls the one that is kept, and leaves what it throws pending. */
jint jdk_fork_call(JNIEnv *env, const struct jdk_fork_arguments *arguments);

/*
 * Makes the JDK fork by itself if its helper for posix_spawn cannot be executed (Linux:
 * JDK-8213192). Otherwise the JDK's exception would name the helper, and not the program.
 */
void jdk_fork_without_lost_helper(JNIEnv *env, struct jdk_fork_arguments *arguments);

#endif
