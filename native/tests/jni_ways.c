/* All ways of ways.h, tried from a thread of a JVM: native code beside Java. */
#include <jni.h>
#include <pthread.h>

#include "ways_all.h"

struct question {
    const struct way *ways;
    int count;
    struct place place;
    char open[4096]; /* names of ways, with blanks between them */
};

static void *try_all(void *argument) {
    struct question *question = argument;
    for (int i = 0; i < question->count; i++) {
        if (ways_try(&question->ways[i], &question->place)) {
            strcat(question->open, question->ways[i].name);
            strcat(question->open, " ");
        }
    }
    return NULL;
}

static void set_up(JNIEnv *env, jstring folder, jstring program, struct question *question) {
    const char *path = (*env)->GetStringUTFChars(env, folder, NULL);
    const char *child = (*env)->GetStringUTFChars(env, program, NULL);
    ways_set_up(&question->place, path, child);
    (*env)->ReleaseStringUTFChars(env, program, child);
    (*env)->ReleaseStringUTFChars(env, folder, path);
}

/* In a thread that the JVM does not know, if that is asked for. */
JNIEXPORT jstring JNICALL Java_io_procex_hosts_lockdown_Ways_open(JNIEnv *env, jclass type,
                                                                  jstring folder, jstring program,
                                                                  jboolean in_own_thread);

JNIEXPORT jstring JNICALL Java_io_procex_hosts_lockdown_Ways_open(JNIEnv *env, jclass type,
                                                                  jstring folder, jstring program,
                                                                  jboolean in_own_thread) {
    struct question question = {.ways = ways, .count = WAYS};
    pthread_t thread;
    (void)type;
    set_up(env, folder, program, &question);
    if (!in_own_thread) {
        try_all(&question);
    } else if (pthread_create(&thread, NULL, try_all, &question) == 0) {
        pthread_join(thread, NULL);
    }
    return (*env)->NewStringUTF(env, question.open);
}

/* By which tools the allowed program is executed. */
JNIEXPORT jstring JNICALL Java_io_procex_hosts_lockdown_Ways_openToAllowed(JNIEnv *env, jclass type,
                                                                           jstring folder,
                                                                           jstring program);

JNIEXPORT jstring JNICALL Java_io_procex_hosts_lockdown_Ways_openToAllowed(JNIEnv *env, jclass type,
                                                                           jstring folder,
                                                                           jstring program) {
    struct question question = {.ways = tools, .count = TOOLS};
    (void)type;
    set_up(env, folder, program, &question);
    question.place = ways_to_allowed(&question.place);
    try_all(&question);
    return (*env)->NewStringUTF(env, question.open);
}
