/*
 * The native methods of java.lang.ProcexCore: copies arrays in, calls the core, copies the result
 * out. Nothing here throws; if an array cannot be read, the launch falls back.
 */
#include <jni.h>

#include "arena.h"
#include "errno_name.h"
#include "java_numbers.h"
#include "jni_bytes.h"
#include "jni_config.h"
#include "jni_descriptors.h"
#include "jni_diagnostics.h"
#include "jni_first.h"
#include "jni_leaf.h"
#include "jni_lockdown.h"
#include "jni_reaper.h"
#include "jni_redefinitions.h"
#include "jni_request.h"
#include "jni_rules.h"
#include "jni_settings.h"
#include "ladder.h"
#include "libc.h"
#include "preparation.h"
#include "slots.h"
#include "spawn_process.h"
#include "sys.h"
#include "text.h"

SAME(CORE(NO_RUNG), SPAWN_NO_RUNG);
SAME(CORE(STEP_PIPE), SPAWN_STEP_PIPE);
SAME(CORE(STEP_CHDIR), SPAWN_STEP_CHDIR);
SAME(CORE(STEP_EXEC), SPAWN_STEP_EXEC);
SAME(CORE(STEP_SETTING), SPAWN_STEP_SETTING);
SAME((uint64_t)CORE(LIMIT_KEEP), SPAWN_LIMIT_KEEP);
SAME(LOW_DESCRIPTORS(LEAST_LIMIT), SLOTS_LEAST_LIMIT);

static void JNICALL core_set_best_rung(JNIEnv *env, jclass type, jint rung) {
    (void)env;
    (void)type;
    ladder_allow((enum spawn_rung)rung);
}

static void JNICALL core_set_jdk(JNIEnv *env, jclass type, jint feature) {
    (void)env;
    (void)type;
    jni_request_set_jdk(feature);
}

/*
 * refused: step and errno of each rung. Returns the rung chosen. If it is called again, after a
 * lack of stack or memory or with other options, the answer does not change.
 */
static jint JNICALL core_prepare(JNIEnv *env, jclass type, jobjectArray reserved,
                                 jintArray refused) {
    int fds[SLOTS_MOST_RESERVED];
    int count = 0;
    (void)type;
    jni_first_open(env); /* or both would take the descriptors */
    if (!preparation_is_done()) {
        count = jni_descriptors_take(env, reserved, fds, SLOTS_MOST_RESERVED);
    }
    const struct spawn_ladder *ladder = preparation_run(fds, count);
    for (jint rung = 0; rung < SPAWN_RUNGS; rung++) {
        jint pair[2] = {(jint)ladder->refused[rung].step, ladder->refused[rung].error};
        (*env)->SetIntArrayRegion(env, refused, rung * 2, 2, pair);
    }
    return (jint)ladder->rung;
}

static void JNICALL core_release(JNIEnv *env, jclass type) {
    (void)env;
    (void)type;
    preparation_undo();
}

static jboolean JNICALL core_exec_is_interposed(JNIEnv *env, jclass type) {
    (void)env;
    (void)type;
    return libc_exec_is_interposed() ? JNI_TRUE : JNI_FALSE;
}

static jstring JNICALL core_errno_name(JNIEnv *env, jclass type, jint error) {
    (void)type;
    const char *name = errno_name(error);
    return name == NULL ? NULL : (*env)->NewStringUTF(env, name);
}

static jbyteArray JNICALL core_strerror(JNIEnv *env, jclass type, jint error) {
    char text[1024];
    (void)type;
    if (libc_strerror(error, text, sizeof text) != 0) {
        return NULL;
    }
    return jni_bytes_of(env, text);
}

static void report(JNIEnv *env, jintArray outcome, const struct spawn_result *result) {
    const jint values[CORE(OUTCOME_SIZE)] = {
        [CORE(OUTCOME_RUNG)] = (jint)result->rung,
        [CORE(OUTCOME_STEP)] = (jint)result->step,
        [CORE(OUTCOME_ERROR)] = result->error,
        [CORE(OUTCOME_TICKS)] = (jint)result->start_ticks,
        [CORE(OUTCOME_TICKS) + 1] = (jint)(result->start_ticks >> 32),
    };
    (*env)->SetIntArrayRegion(env, outcome, 0, CORE(OUTCOME_SIZE), values);
}

static jint JNICALL core_resolve(JNIEnv *env, jclass type, jbyteArray prog, jbyteArray dir,
                                 jboolean as_execvp, jobjectArray names, jlongArray version,
                                 jintArray outcome) {
    (void)type;
    /* With the JVM's own environment this may be the agent that resolves, before any launch. */
    const char *path = as_execvp ? libc_getenv("PATH") : jni_request_path(as_execvp);
    return jni_rules_resolve(env, path, prog, dir, as_execvp, names, version, outcome);
}

static struct spawn_observation *observation_in(struct arena *arena) {
    struct spawn_observation *observation = arena_take(arena, sizeof *observation);
    if (observation != NULL) {
        /* All but the file's name, which is long, and of which the first byte is enough. */
        observation->limit_before[0] = observation->limit_before[1] = 0;
        observation->limit_after[0] = observation->limit_after[1] = 0;
        observation->blocked = 0;
        observation->file[0] = '\0';
    }
    return observation;
}

/* See ProcexCore.spawn. core: a configuration of jni_config.h. */
static jint JNICALL core_spawn(JNIEnv *env, jclass type, jlong core, jbyteArray prog,
                               jbyteArray arg_block, jint argc, jbyteArray env_block, jint envc,
                               jbyteArray dir, jboolean redirect_error_stream, jbyteArray settings,
                               jint reaper, jbyteArray path, jint how, jlongArray version,
                               jintArray fds, jintArray outcome, jlongArray figures,
                               jobjectArray names) {
    struct spawn_request request = {.rung = ladder_allowed()};
    struct spawn_result result = {.pid = -1, .step = SPAWN_STEP_MEMORY, .error = SYS_EINVAL};
    const struct jni_arrays arrays = {prog, arg_block, argc, env_block,
                                      envc, dir,       fds,  redirect_error_stream};
    struct arena arena;
    (void)type;
    jni_config_apply(core, &request);
    size_t bytes = jni_request_room(env, &arrays, request.stripped) +
                   (figures == NULL ? 0 : sizeof(struct spawn_observation)) +
                   jni_settings_room(env, settings, arrays.env_block, arrays.envc) +
                   jni_rules_room(env, path);
    long error = arena_open(&arena, bytes);
    if (error < 0) {
        result.error = (int)-error;
        report(env, outcome, &result);
        return -1;
    }
    request.observation = figures == NULL ? NULL : observation_in(&arena);
    if (jni_request_take(env, &arena, &arrays, &request) &&
        jni_rules_take(env, &arena, &request, version, path, how, &result) == 0 &&
        jni_settings_take(env, &arena, &request, settings, reaper, &result) == 0) {
        spawn_process(&request, &result);
    }
    if (request.observation != NULL) {
        diagnostics_report(env, &request, figures, names);
    }
    jni_settings_end(env, &request, result.pid, outcome);
    arena_close(&arena);
    if (result.pid > 0) {
        (*env)->SetIntArrayRegion(env, fds, 0, 3, (const jint *)result.fds);
    }
    report(env, outcome, &result);
    return result.pid;
}

/* A jar and a library of different versions fail here, not at a launch. */
static int register_methods(JNIEnv *env, jclass core) {
    static const JNINativeMethod methods[] = {
        {(char *)"prepare", (char *)"([Ljava/io/FileDescriptor;[I)I", (void *)core_prepare},
        {(char *)"release", (char *)"()V", (void *)core_release},
        {(char *)"configure", (char *)"(JJI[B)J", (void *)jni_config_make},
        {(char *)"setBestRung", (char *)"(I)V", (void *)core_set_best_rung},
        {(char *)"setJdk", (char *)"(I)V", (void *)core_set_jdk},
        {(char *)"trySweep", (char *)"()I", (void *)jni_config_try_sweep},
        {(char *)"execIsInterposed", (char *)"()Z", (void *)core_exec_is_interposed},
        {(char *)"strerror", (char *)"(I)[B", (void *)core_strerror},
        {(char *)"errnoName", (char *)"(I)Ljava/lang/String;", (void *)core_errno_name},
        {(char *)"spawn", (char *)"(J[B[BI[BI[BZ[BI[BI[J[I[I[J[[B)I", (void *)core_spawn},
        {(char *)"redefinitionsPlace", (char *)"()J", (void *)jni_redefinitions_place},
        {(char *)"redefinitions", (char *)"(Ljava/lang/Class;J)I", (void *)jni_redefinitions},
        {(char *)"resolve", (char *)"([B[BZ[[B[J[I)I", (void *)core_resolve},
        {(char *)"awaitExit", (char *)"(I[J)I", (void *)diagnostics_await_exit},
        {(char *)"descriptors", (char *)"([I[I)I", (void *)diagnostics_descriptors},
        {(char *)"target", (char *)"(I)[B", (void *)diagnostics_target},
        {(char *)"workingDirectory", (char *)"()[B", (void *)diagnostics_working_directory},
        {(char *)"landlock", (char *)"()I", (void *)diagnostics_landlock},
        {(char *)"lockDown", (char *)"([B[I)V", (void *)jni_lockdown},
        {(char *)"openSocket", (char *)"()I", (void *)diagnostics_open_socket},
        {(char *)"send", (char *)"(I[B[B)I", (void *)diagnostics_send},
        {(char *)"openReaper", (char *)"()I", (void *)jni_reaper_open},
        {(char *)"pidfd", (char *)"(II)I", (void *)jni_reaper_pidfd},
        {(char *)"watch", (char *)"(II)I", (void *)jni_reaper_watch},
        {(char *)"awaitEnd", (char *)"(II)I", (void *)jni_reaper_await},
        {(char *)"wake", (char *)"(I)I", (void *)jni_reaper_wake},
        {(char *)"look", (char *)"(I)I", (void *)jni_reaper_look},
        {(char *)"signal", (char *)"(IIIZ)I", (void *)jni_reaper_signal},
        {(char *)"orphans", (char *)"([I)I", (void *)jni_reaper_orphans},
        {(char *)"giveWay", (char *)"()V", (void *)jni_reaper_give_way},
        {(char *)"drop", (char *)"(II)I", (void *)jni_reaper_drop},
        {(char *)"closePidfd", (char *)"(I)V", (void *)jni_reaper_close_pidfd},
        {(char *)"closeReaper", (char *)"(I)V", (void *)jni_reaper_close_set},
        {(char *)"close", (char *)"(I)V", (void *)jni_reaper_close},
        {(char *)"leaf", (char *)"([BIII)I", (void *)jni_leaf},
        {(char *)"firstLaunches", (char *)"([J)V", (void *)jni_first_launches},
        {(char *)"endFirstLaunches", (char *)"()V", (void *)jni_first_end},
    };
    return (*env)->RegisterNatives(env, core, methods, sizeof methods / sizeof methods[0]) == 0;
}

/* Called by System.load: of java.lang.ProcexCore, or of the launching class before it is there. */
JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved) {
    JNIEnv *env;
    (void)reserved;
    if ((*vm)->GetEnv(vm, (void **)&env, JNI_VERSION_1_8) != JNI_OK) {
        return JNI_ERR;
    }
    jclass core = (*env)->FindClass(env, "java/lang/ProcexCore");
    if (core == NULL) {
        (*env)->ExceptionClear(env);
        return jni_first_bind(vm, env) ? JNI_VERSION_1_8 : JNI_ERR;
    }
    return register_methods(env, core) ? JNI_VERSION_1_8 : JNI_ERR;
}

/* Found by its name, since this library was loaded before that class was there. */
JNIEXPORT jboolean JNICALL Java_java_lang_ProcexCore_adopt(JNIEnv *env, jclass core);

JNIEXPORT jboolean JNICALL Java_java_lang_ProcexCore_adopt(JNIEnv *env, jclass core) {
    return register_methods(env, core) ? JNI_TRUE : JNI_FALSE;
}
