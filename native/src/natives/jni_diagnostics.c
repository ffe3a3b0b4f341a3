#include "jni_diagnostics.h"

#include "datagram.h"
#include "descriptors.h"
#include "exit.h"
#include "ignored_signals.h"
#include "java_numbers.h"
#include "jni_bytes.h"
#include "landlock_abi.h"
#include "sys.h"

enum {
    NAME_FILE,  /* places in the names of a launch: the file executed, then 0, 1 and 2 */
    NAME_STDIO, /* what they refer to, if they are neither pipes nor inherited in place */
    NAME_DIRECTORY = NAME_STDIO + 3, /* the JVM's, if the child's depends on it */
    NAMES,
    MOST_FOUND = 1024,
    TARGET_SIZE = 4096,
};

SAME(CORE(NAME_FILE), NAME_FILE);
SAME(CORE(NAME_DIRECTORY), NAME_DIRECTORY);
SAME(CORE(NAMES), NAMES);

/* Returns 0 if there is none: it was removed, or lies outside of the root. */
static int working_directory(char path[TARGET_SIZE]) {
    return sys_getcwd(path, TARGET_SIZE) > 0 && path[0] == '/';
}

void diagnostics_report(JNIEnv *env, const struct spawn_request *request, jlongArray figures,
                        jobjectArray names) {
    const struct spawn_observation *seen = request->observation;
    char target[TARGET_SIZE];
    const jlong values[CORE(FIGURES)] = {
        [CORE(FIGURE_LIMIT_BEFORE)] = (jlong)seen->limit_before[0],
        [CORE(FIGURE_LIMIT_BEFORE) + 1] = (jlong)seen->limit_before[1],
        [CORE(FIGURE_LIMIT_AFTER)] = (jlong)seen->limit_after[0],
        [CORE(FIGURE_LIMIT_AFTER) + 1] = (jlong)seen->limit_after[1],
        [CORE(FIGURE_BLOCKED)] = (jlong)seen->blocked,
        [CORE(FIGURE_IGNORED)] = (jlong)ignored_signals_not_inherited(),
    };
    (*env)->SetLongArrayRegion(env, figures, 0, CORE(FIGURES), values);
    jni_bytes_put(env, names, NAME_FILE, seen->file);
    for (int i = 0; i < 3; i++) {
        if (request->fds[i] >= SYS_AFTER_STDIO &&
            descriptors_target(request->fds[i], target, sizeof target) == 0) {
            jni_bytes_put(env, names, NAME_STDIO + i, target);
        }
    }
    if ((request->dir == NULL || request->dir[0] != '/') && working_directory(target)) {
        jni_bytes_put(env, names, NAME_DIRECTORY, target);
    }
}

jint JNICALL diagnostics_await_exit(JNIEnv *env, jclass type, jint pid, jlongArray figures) {
    struct exit_report report;
    (void)type;
    long error = exit_await(pid, &report);
    const jlong values[CORE(EXIT_FIGURES)] = {
        [CORE(EXIT_STATUS)] = report.code,
        [CORE(EXIT_BY_SIGNAL)] = report.by_signal,
        [CORE(EXIT_USER_TIME)] = report.user_ns,
        [CORE(EXIT_SYSTEM_TIME)] = report.system_ns,
    };
    (*env)->SetLongArrayRegion(env, figures, 0, CORE(EXIT_FIGURES), values);
    return (jint)-error;
}

jint JNICALL diagnostics_descriptors(JNIEnv *env, jclass type, jintArray counts, jintArray found) {
    int numbers[MOST_FOUND];
    struct descriptors count;
    (void)type;
    jsize room = (*env)->GetArrayLength(env, found);
    long error = descriptors_count(&count, numbers, room < MOST_FOUND ? room : MOST_FOUND);
    int given = count.inheritable < room ? count.inheritable : room;
    const jint values[] = {count.open, count.inheritable};
    (*env)->SetIntArrayRegion(env, counts, 0, 2, values);
    (*env)->SetIntArrayRegion(env, found, 0, given < MOST_FOUND ? given : MOST_FOUND, numbers);
    return (jint)-error;
}

jbyteArray JNICALL diagnostics_target(JNIEnv *env, jclass type, jint fd) {
    char target[TARGET_SIZE];
    (void)type;
    return descriptors_target(fd, target, sizeof target) < 0 ? NULL : jni_bytes_of(env, target);
}

jbyteArray JNICALL diagnostics_working_directory(JNIEnv *env, jclass type) {
    char path[TARGET_SIZE];
    (void)type;
    return working_directory(path) ? jni_bytes_of(env, path) : NULL;
}

jint JNICALL diagnostics_landlock(JNIEnv *env, jclass type) {
    (void)env;
    (void)type;
    return (jint)landlock_abi();
}

jint JNICALL diagnostics_open_socket(JNIEnv *env, jclass type) {
    (void)env;
    (void)type;
    return (jint)datagram_open();
}

jint JNICALL diagnostics_send(JNIEnv *env, jclass type, jint fd, jbyteArray path, jbyteArray data) {
    char name[sizeof((struct sys_sockaddr_un *)0)->path];
    (void)type;
    jsize length = (*env)->GetArrayLength(env, path);
    if (length == 0 || (size_t)length > sizeof name) {
        return SYS_ENAMETOOLONG;
    }
    (*env)->GetByteArrayRegion(env, path, 0, length, (jbyte *)name);
    jbyte *bytes = (*env)->GetByteArrayElements(env, data, NULL);
    if (bytes == NULL) {
        (*env)->ExceptionClear(env);
        return SYS_ENOMEM;
    }
    long error =
        datagram_send(fd, name, (size_t)length, bytes, (size_t)(*env)->GetArrayLength(env, data));
    (*env)->ReleaseByteArrayElements(env, data, bytes, JNI_ABORT);
    return (jint)-error;
}
