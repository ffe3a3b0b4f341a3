/*
 * Makes a request to the core from the parameters of the JDK's forkAndExec: copies the arrays of
 * Java into an arena.
 */
#ifndef PROCEX_JNI_REQUEST_H
#define PROCEX_JNI_REQUEST_H

#include <jni.h>

#include "arena.h"
#include "spawn_process.h"

/* The parameters of forkAndExec from prog on, in the order that they have on JDK 8 to 28. */
struct jni_arrays {
    jbyteArray prog;
    jbyteArray arg_block;
    jint argc;
    jbyteArray env_block; /* NULL: the JVM's own environment */
    jint envc;
    jbyteArray dir;
    jintArray fds;
    jboolean redirect_error_stream;
};

/* The JDK's version: up to 26 it makes a pipe for an error stream that is redirected to the output.
 */
void jni_request_set_jdk(int feature);

/*
 * The PATH that a launch is searched along: with the JVM's own environment it is that of now, which
 * native code may have changed by setenv(3), for then the JDK calls libc's execvp.
 */
const char *jni_request_path(int as_execvp);

/* Bytes of an arena that jni_request_take takes. stripped: as in the request. */
size_t jni_request_room(JNIEnv *env, const struct jni_arrays *arrays, const char *stripped);

/*
 * Fills in the arrays' part; stripped is there. 0 if one of them cannot be read, or the arena is
 * full.
 */
int jni_request_take(JNIEnv *env, struct arena *arena, const struct jni_arrays *arrays,
                     struct spawn_request *request);

#endif
