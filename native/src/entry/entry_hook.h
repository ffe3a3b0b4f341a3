/* The only file that knows JVMTI: has the JVM bind forkAndExec to the native entry's own. */
#ifndef PROCEX_ENTRY_HOOK_H
#define PROCEX_ENTRY_HOOK_H

#include <jni.h>

#include "entry_options.h"

/*
 * NULL, or why this JVM cannot be asked. bound: told whenever the method is bound, to ours or to
 * what others have put there.
 */
const char *entry_hook_open(JavaVM *vm, void (*bound)(int is_ours));

/* The JDK's feature version, such as 8 or 25; 0 if nobody knows. */
int entry_hook_feature(void);

/* Adds the system properties that begin with procex. */
void entry_hook_add_properties(struct entry_values *values, struct note *problems);

/* Asks for the event from which on the method is bound to ours. NULL, or why not. */
const char *entry_hook_set(void);

/* In a JVM that runs, binds the method if its class is loaded. Returns NULL, or the obstacle. */
const char *entry_hook_loaded(void);

#endif
