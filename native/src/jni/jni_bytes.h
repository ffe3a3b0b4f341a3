/* Byte arrays of Java: into an arena, and out of C. */
#ifndef PROCEX_JNI_BYTES_H
#define PROCEX_JNI_BYTES_H

#include <jni.h>
#include <stddef.h>

#include "arena.h"

/* 0 for a null array. */
size_t jni_bytes_length(JNIEnv *env, jbyteArray array);

/* The array with a NUL after it; NULL for a null array, or when the arena is used up. */
char *jni_bytes_copy(JNIEnv *env, struct arena *arena, jbyteArray array);

/* A new array of the text, without its NUL; NULL, with an exception pending, without memory. */
jbyteArray jni_bytes_of(JNIEnv *env, const char *text);

/* Puts such an array into another. 0 without memory, and no exception is pending then. */
int jni_bytes_put(JNIEnv *env, jobjectArray arrays, jsize place, const char *text);

#endif
