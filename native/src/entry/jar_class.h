/* Classes of the jar, which the application's loaders know. */
#ifndef PROCEX_JAR_CLASS_H
#define PROCEX_JAR_CLASS_H

#include <jni.h>

/* One that is loaded, by its name with dots; or NULL, and perhaps an exception. */
jclass jar_class(JNIEnv *env, const char *name);

#endif
