/* All ways of ways.h, tried from a thread of a JVM: native code beside Java. */
#include <jni.h>
#include <pthread.h>

#include "ways_all.h"

struct question {
    struct place place;
    char open[4096]; /* names of ways, with blanks between them */
};

static void *try_all(void *argument) {
    struct question *question = argument;
    for (int i = 0; i < WAYS; i++) {
        if (ways_try(&ways[i], &question->place)) {
            strcat(question->open, ways[i].name);
            strcat(question->open, " ");
        }
    }
    return NULL;
}

/* In a thread that the JVM does not know, if that is asked for. */
JNIEXPORT jstring JNICALL Java_io_procex_hosts_lockdown_Ways_open(JNIEnv *env, jclass type,
                                                                  jstring folder, jstring program,
                                                                  jboolean in_own_thread);

JNIEXPORT jstring JNICALL Java_io_procex_hosts_lockdown_Ways_open(JNIEnv *env, jclass type,
                                                                  jstring folder, jstring program,
                                                                  jboolean in_own_thread) {
    struct question question = {.open = ""};
    pthread_t thread;
    (void)type;
    const char *path = (*env)->GetStringUTFChars(env, folder, NULL);
    const char *witness = (*env)->GetStringUTFChars(env, program, NULL);
    ways_set_up(&question.place, path, witness);
    (*env)->ReleaseStringUTFChars(env, program, witness);
    (*env)->ReleaseStringUTFChars(env, folder, path);
    if (!in_own_thread) {
        try_all(&question);
    } else if (pthread_create(&thread, NULL, try_all, &question) == 0) {
        pthread_join(thread, NULL);
    }
    return (*env)->NewStringUTF(env, question.open);
}
