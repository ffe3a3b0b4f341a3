/*
 * The core's part of one set of options. It is made once, never changed and never freed, and each
 * launch passes its own: so no launch has the soft limit of one set and the hard limit of another,
 * nor the limit of one and the settings of another.
 */
#ifndef PROCEX_JNI_CONFIG_H
#define PROCEX_JNI_CONFIG_H

#include <jni.h>

#include "spawn_process.h"

/* ProcexCore.configure. Returns its address, or 0 if there is no memory. */
jlong JNICALL jni_config_make(JNIEnv *env, jclass type, jlong soft, jlong hard, jint flags,
                              jbyteArray stripped);

/* ProcexCore.trySweep. Returns 0, or the errno with which a sweep would fail. */
jint JNICALL jni_config_try_sweep(JNIEnv *env, jclass type);

/* Fills in what was configured; config is 0 for what nobody has asked for. */
void jni_config_apply(jlong config, struct spawn_request *request);

#endif
