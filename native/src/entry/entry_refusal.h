/* With strict=true, a launch that the core cannot make fails. */
#ifndef PROCEX_ENTRY_REFUSAL_H
#define PROCEX_ENTRY_REFUSAL_H

#include "jdk_fork.h"
#include "spawn_process.h"

/* Throws an IOException that says what stood in the way. -1. */
jint entry_refusal(JNIEnv *env, const struct spawn_result *result);

/*
 * Calls the JDK's own function, so that the launch fails in its words. If it succeeds, because the
 * program is there by now, its child is killed.
 */
jint entry_refusal_in_the_jdks_words(JNIEnv *env, const struct jdk_fork_arguments *arguments,
                                     const struct spawn_result *result);

#endif
