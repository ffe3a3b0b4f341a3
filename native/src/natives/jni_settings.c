#include "jni_settings.h"

#include "environment.h"
#include "java_numbers.h"
#include "libc.h"
#include "settings_parent.h"
#include "sys.h"

enum { KNOB_SHIFT = 16 }; /* in what is told of those that are not there: knob << 16 | errno */

SAME(CORE(OUTCOME_SIZE_WITH_SETTINGS), CORE(OUTCOME_MISSED) + KNOBS);
SAME(KNOB(ENVIRONMENT), KNOB_ENVIRONMENT);
SAME(KNOB(PASS_ENVIRONMENT), KNOB_PASS_ENVIRONMENT);
SAME(KNOB(UNSET_ENVIRONMENT), KNOB_UNSET_ENVIRONMENT);
SAME(KNOB(SLICE), KNOB_SLICE);
SAME(KNOB(DIE_WITH_PARENT), KNOB_DIE_WITH_PARENT);
SAME(KNOB(OOM_SCORE_ADJUST), KNOB_OOM_SCORE_ADJUST);
SAME(KNOB(NICE), KNOB_NICE);
SAME(KNOB(CPU_SCHEDULING_POLICY), KNOB_CPU_SCHEDULING_POLICY);
SAME(KNOB(CPU_AFFINITY), KNOB_CPU_AFFINITY);
SAME(KNOB(IO_SCHEDULING_CLASS), KNOB_IO_SCHEDULING_CLASS);
SAME(KNOB(UMASK), KNOB_UMASK);
SAME(KNOB(WORKING_DIRECTORY), KNOB_WORKING_DIRECTORY);
SAME(KNOB(NO_NEW_PRIVILEGES), KNOB_NO_NEW_PRIVILEGES);
SAME(KNOB(READ_ONLY_PATHS), KNOB_READ_ONLY_PATHS);
SAME(KNOB(READ_WRITE_PATHS), KNOB_READ_WRITE_PATHS);
SAME(KNOB(EXEC_PATHS), KNOB_EXEC_PATHS);
SAME(KNOB(NO_EXEC_PATHS), KNOB_NO_EXEC_PATHS);
SAME(KNOB(IGNORE_SIGPIPE), KNOB_IGNORE_SIGPIPE);
SAME(KNOB(SYSTEM_CALL_FILTER), KNOB_SYSTEM_CALL_FILTER);
SAME(KNOB(TRACE), KNOB_TRACE);
SAME(KNOB(LIMIT), KNOB_LIMIT);
SAME(KNOB(REQUIRED), SETTING_REQUIRED);
SAME(KNOB(ONLY_TIGHTEN), SETTING_ONLY_TIGHTEN);

enum { SPARE_VARIABLES = 64 }; /* what other threads may add before the environment is copied */

size_t jni_settings_room(JNIEnv *env, jbyteArray block, jbyteArray env_block, jint envc) {
    if (block == NULL) {
        return 0;
    }
    size_t size = (size_t)(*env)->GetArrayLength(env, block);
    size_t variables =
        env_block == NULL ? environment_count(libc_environ()) + SPARE_VARIABLES : (size_t)envc;
    return sizeof(struct settings) + size + settings_environment_room(size, variables) +
           4 * sizeof(void *);
}

long jni_settings_take(JNIEnv *env, struct arena *arena, struct spawn_request *request,
                       jbyteArray block, struct spawn_result *result) {
    if (block == NULL) {
        return 0;
    }
    size_t size = (size_t)(*env)->GetArrayLength(env, block);
    struct settings *settings = arena_take(arena, sizeof *settings);
    char *copy = arena_take(arena, size);
    if (settings == NULL || copy == NULL) {
        return -SYS_ENOMEM;
    }
    (*env)->GetByteArrayRegion(env, block, 0, (jsize)size, (jbyte *)copy);
    long error = settings_use(settings, copy, size);
    if (error < 0) {
        return error;
    }
    request->settings = settings;
    request->envp = settings_environment(settings, arena, request->envp, libc_environ());
    if (request->envp == NULL) {
        return -SYS_ENOMEM;
    }
    error = settings_open_cgroup(settings);
    if (error < 0) {
        result->step = SPAWN_STEP_SETTING;
        result->error = (int)-error;
    }
    return error;
}

void jni_settings_end(JNIEnv *env, const struct spawn_request *request, jintArray outcome) {
    struct settings *settings = request->settings;
    if (settings == NULL) {
        return;
    }
    settings_close_cgroup(settings);
    jint required = settings->required_failed;
    (*env)->SetIntArrayRegion(env, outcome, CORE(OUTCOME_REQUIRED_FAILED), 1, &required);
    for (int i = 0; i < settings->failures; i++) {
        jint failed = settings->failed[i].knob << KNOB_SHIFT | settings->failed[i].error;
        (*env)->SetIntArrayRegion(env, outcome, CORE(OUTCOME_MISSED) + i, 1, &failed);
    }
}
