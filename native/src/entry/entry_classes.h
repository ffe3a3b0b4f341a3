/* The classes that matter to the native entry, among those that a running JVM has loaded. */
#ifndef PROCEX_ENTRY_CLASSES_H
#define PROCEX_ENTRY_CLASSES_H

#include <jvmti.h>

/* Each by a method of it, which needs no reference; NULL if it is not there or not linked. */
struct entry_classes {
    jmethodID launching;
    jmethodID handles; /* java.lang.ProcessHandleImpl */
    int has_jar;       /* the bridge of the jar is there */
};

/* True if the signature of the class is this one. */
int entry_classes_is_named(jvmtiEnv *jvmti, jclass type, const char *name);

/* launching: the signature of the class that launches. 0 if the JVM does not tell. */
int entry_classes_find(jvmtiEnv *jvmti, JNIEnv *env, const char *launching,
                       struct entry_classes *found);

/* A local reference to the class of such a method, or NULL. */
jclass entry_classes_of(jvmtiEnv *jvmti, jmethodID method);

#endif
