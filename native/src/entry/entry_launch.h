/* The function that replaces the JDK's forkAndExec: launches by the core, or calls the JDK's. */
#ifndef PROCEX_ENTRY_LAUNCH_H
#define PROCEX_ENTRY_LAUNCH_H

#include <jni.h>

#include "entry_options.h"

/* Sets what holds from the next launch on. They must stay. */
void entry_launch_use(const struct entry_options *options);

/* Why the core cannot launch here, as far as that is known without a trial; or NULL. */
const char *entry_launch_obstacle(void);

/* Sets what holds for the jar's first launches, in place of the entry's own; NULL ends that. */
void entry_launch_use_for_jar(const struct entry_options *options);

/* Drops the entry's options if the jar has bound forkAndExec to this very function. */
void entry_launch_yield_to_jar(void);

/* True if the entry's options are in force. */
int entry_launch_is_used(void);

/*
 * Prepares the core, unless that was done: at the first launch, or before it if somebody waits
 * to hear. Returns NULL, or why launches fall back to the JDK. found: receives what was refused.
 */
const char *entry_launch_prepare(struct note *found);

/* Called once the core was prepared by a launch. */
void entry_launch_on_prepared(void (*tell)(void));

jint JNICALL entry_launch(JNIEnv *env, jobject process, jint mode, jbyteArray helperpath,
                          jbyteArray prog, jbyteArray arg_block, jint argc, jbyteArray env_block,
                          jint envc, jbyteArray dir, jintArray fds, jboolean redirect_error_stream);

#endif
