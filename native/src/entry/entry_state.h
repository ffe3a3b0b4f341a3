/*
 * All that the native entry and the first launches keep, since they are one thing: options that
 * came with the start of the JVM, and one function that is bound in place of forkAndExec. It is
 * written by the thread that loads the library or attaches; what launches read is marked, and is
 * written and read atomically.
 */
#ifndef PROCEX_ENTRY_STATE_H
#define PROCEX_ENTRY_STATE_H

#include <jvmti.h>

#include "entry_options.h"
#include "entry_page.h"

#define ENTRY_PROBLEM "problem: "

struct entry_state {
    /* entry.c */
    struct entry_values arguments;
    const struct entry_options *options;
    const char *how;          /* it was loaded; NULL: not yet */
    const char *obstacle;     /* why launches fall back, or NULL */
    const char *jvm_obstacle; /* that of the JVM: it does not change */
    int is_displaced;         /* somebody else's function is bound */
    /* If it is named twice, the notes on wrong arguments stay; all others are made again. */
    struct note wrong_arguments;
    struct note problems;
    struct note refused;
    char wrong_argument_text[1024];
    char problem_text[2048];
    char refused_text[512];

    /* entry_launch.c. Launches read these two. */
    const struct entry_options *in_force;
    const struct entry_options *of_jar;
    void (*tell_prepared)(void);

    /* entry_hook.c */
    JavaVM *java;
    jvmtiEnv *jvmti;
    void (*tell_bound)(int is_ours);

    /* entry_rebind.c. HotSpot attaches agents in one thread, so there is one at a time. */
    struct {
        JNIEnv *env; /* of the thread that binds; else NULL */
        jclass type;
        const JNINativeMethod *method;
        int is_done;
        jint result;
    } rebind;

    /* jdk_fork.c. Launches read it. */
    void *jdks_function;

    /* jni_first.c. Launches read the first and the last. */
    uint32_t first;
    jclass launcher;
    int many_told;

    /* entry_page.c. Launches count here. page: NULL if the page is seen by nobody else. */
    struct entry_page *page;
    struct entry_page unseen;
};

extern struct entry_state native_entry;

#endif
