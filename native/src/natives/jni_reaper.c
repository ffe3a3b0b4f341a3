#include "jni_reaper.h"

#include "filtered.h"
#include "java_numbers.h"
#include "jni_vm_death.h"
#include "orphans.h"
#include "reaper.h"
#include "sys.h"

SAME(CORE(TIMED_OUT), -SYS_ETIMEDOUT);
SAME(CORE(WOKEN), -SYS_ECANCELED);
SAME(CORE(VM_ENDS), -SYS_ESHUTDOWN);
SAME(CORE(REAPED), -SYS_ESRCH);
SAME(CORE(NOT_WATCHED), -SYS_EOPNOTSUPP);

jint JNICALL jni_reaper_open(JNIEnv *env, jclass type) {
    (void)type;
    const long set = reaper_open();
    if (set >= 0) {
        jni_vm_death_expect(env);
    }
    return (jint)set;
}

jint JNICALL jni_reaper_pidfd(JNIEnv *env, jclass type, jint pid, jint watched) {
    (void)env;
    (void)type;
    return (jint)reaper_pidfd(pid, watched);
}

jint JNICALL jni_reaper_watch(JNIEnv *env, jclass type, jint set, jint pidfd) {
    (void)env;
    (void)type;
    return (jint)reaper_watch(set, pidfd);
}

jint JNICALL jni_reaper_await(JNIEnv *env, jclass type, jint set, jint milliseconds) {
    (void)env;
    (void)type;
    return (jint)reaper_await(set, milliseconds);
}

jint JNICALL jni_reaper_wake(JNIEnv *env, jclass type, jint set) {
    (void)env;
    (void)type;
    return (jint)reaper_wake(set);
}

jint JNICALL jni_reaper_look(JNIEnv *env, jclass type, jint pidfd) {
    (void)env;
    (void)type;
    return (jint)reaper_look(pidfd);
}

jint JNICALL jni_reaper_signal(JNIEnv *env, jclass type, jint pidfd, jint pid, jint signal,
                               jboolean group) {
    (void)env;
    (void)type;
    return (jint)(group ? reaper_signal_group(pidfd, pid, signal)
                        : reaper_signal(pidfd, pid, signal));
}

jint JNICALL jni_reaper_orphans(JNIEnv *env, jclass type, jintArray places) {
    jint counts[CORE(ORPHANS_SIZE)];
    (void)type;
    if (places == NULL) {
        return (jint)orphans_ask();
    }
    (*env)->GetIntArrayRegion(env, places, 0, CORE(ORPHANS_SIZE), counts);
    struct orphans_pass pass = {counts[CORE(ORPHANS_PASSED)], counts[CORE(ORPHANS_REAPED)],
                                counts[CORE(ORPHANS_LEFT)]};
    const long found = orphans_reap(&pass);
    counts[CORE(ORPHANS_PASSED)] = pass.passed;
    counts[CORE(ORPHANS_REAPED)] = pass.reaped;
    counts[CORE(ORPHANS_LEFT)] = pass.left;
    (*env)->SetIntArrayRegion(env, places, 0, CORE(ORPHANS_SIZE), counts);
    return (jint)found;
}

void JNICALL jni_reaper_give_way(JNIEnv *env, jclass type) {
    (void)env;
    (void)type;
    if (!filtered(FILTERED_SCHED_YIELD)) {
        sys_sched_yield();
    }
}

jint JNICALL jni_reaper_drop(JNIEnv *env, jclass type, jint set, jint pidfd) {
    (void)env;
    (void)type;
    return (jint)reaper_drop(set, pidfd);
}

void JNICALL jni_reaper_close_pidfd(JNIEnv *env, jclass type, jint pidfd) {
    (void)env;
    (void)type;
    reaper_close_pidfd(pidfd);
}

void JNICALL jni_reaper_close_set(JNIEnv *env, jclass type, jint set) {
    (void)env;
    (void)type;
    reaper_close(set);
}

void JNICALL jni_reaper_close(JNIEnv *env, jclass type, jint fd) {
    (void)env;
    (void)type;
    sys_close(fd);
}
