/*
 * Calls RegisterNatives for a class of java.base, from a thread of the JVM's own. HotSpot prints a
 * warning on stdout, "Re-registering of platform native method", if the caller's caller is not of
 * that class's loader, and an attaching thread runs no Java at all. So the call is made while a
 * method of the JDK's calls another one: ProcessHandleImpl.get calls isAlive0, which the JVM binds
 * again, with an event.
 */
#ifndef PROCEX_ENTRY_REBIND_H
#define PROCEX_ENTRY_REBIND_H

#include <jni.h>

/*
 * Binds the method. handles: java.lang.ProcessHandleImpl if it is loaded, or NULL. Returns the
 * result of RegisterNatives; no exception is pending.
 */
jint entry_rebind(JNIEnv *env, jclass type, const JNINativeMethod *method, jclass handles);

/* Called while the JVM binds any method in the thread of env. */
void entry_rebind_on_event(JNIEnv *env);

#endif
