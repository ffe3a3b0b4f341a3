#include "jni_settings.h"

#include "environment.h"
#include "java_numbers.h"
#include "leaf_make.h"
#include "libc.h"
#include "settings_parent.h"
#include "sys.h"

enum {
    SETTING_SHIFT = 16
}; /* in what is told of those that are not there: setting << 16 | errno */

SAME(CORE(OUTCOME_SIZE_WITH_SETTINGS), CORE(OUTCOME_MISSED) + SETTINGS);
SAME(SETTING(ENVIRONMENT), SETTING_ENVIRONMENT);
SAME(SETTING(PASS_ENVIRONMENT), SETTING_PASS_ENVIRONMENT);
SAME(SETTING(UNSET_ENVIRONMENT), SETTING_UNSET_ENVIRONMENT);
SAME(SETTING(SLICE), SETTING_SLICE);
SAME(SETTING(DIE_WITH_PARENT), SETTING_DIE_WITH_PARENT);
SAME(SETTING(OOM_SCORE_ADJUST), SETTING_OOM_SCORE_ADJUST);
SAME(SETTING(NICE), SETTING_NICE);
SAME(SETTING(CPU_SCHEDULING_POLICY), SETTING_CPU_SCHEDULING_POLICY);
SAME(SETTING(CPU_AFFINITY), SETTING_CPU_AFFINITY);
SAME(SETTING(IO_SCHEDULING_CLASS), SETTING_IO_SCHEDULING_CLASS);
SAME(SETTING(UMASK), SETTING_UMASK);
SAME(SETTING(WORKING_DIRECTORY), SETTING_WORKING_DIRECTORY);
SAME(SETTING(NO_NEW_PRIVILEGES), SETTING_NO_NEW_PRIVILEGES);
SAME(SETTING(READ_ONLY_PATHS), SETTING_READ_ONLY_PATHS);
SAME(SETTING(READ_WRITE_PATHS), SETTING_READ_WRITE_PATHS);
SAME(SETTING(EXEC_PATHS), SETTING_EXEC_PATHS);
SAME(SETTING(NO_EXEC_PATHS), SETTING_NO_EXEC_PATHS);
SAME(SETTING(IGNORE_SIGPIPE), SETTING_IGNORE_SIGPIPE);
SAME(SETTING(SYSTEM_CALL_FILTER), SETTING_SYSTEM_CALL_FILTER);
SAME(SETTING(TRACE), SETTING_TRACE);
SAME(SETTING(RUNTIME_MAX), SETTING_RUNTIME_MAX);
SAME(SETTING(KILL_MODE), SETTING_KILL_MODE);
SAME(SETTING(CAPABILITY_BOUNDING_SET), SETTING_CAPABILITY_BOUNDING_SET);
SAME(SETTING(AMBIENT_CAPABILITIES), SETTING_AMBIENT_CAPABILITIES);
SAME(SETTING(KEYRING_MODE), SETTING_KEYRING_MODE);
SAME(SETTING(APPARMOR_PROFILE), SETTING_APPARMOR_PROFILE);
SAME(SETTING(SELINUX_CONTEXT), SETTING_SELINUX_CONTEXT);
SAME(SETTING(MEMORY_MAX), SETTING_MEMORY_MAX);
SAME(SETTING(TASKS_MAX), SETTING_TASKS_MAX);
SAME(SETTING(CPU_QUOTA), SETTING_CPU_QUOTA);
SAME(SETTING(IO_WEIGHT), SETTING_IO_WEIGHT);
SAME(SETTING(KILL_PROCESS_GROUP), KILL_PROCESS_GROUP);
SAME(SETTING(KILL_CONTROL_GROUP), KILL_CONTROL_GROUP);
SAME(SETTING(LIMIT), SETTING_LIMIT);
SAME(SETTING(REQUIRED), SETTING_FLAG_REQUIRED);
SAME(SETTING(ONLY_TIGHTEN), SETTING_FLAG_ONLY_TIGHTEN);

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
                       jbyteArray block, jint reaper, struct spawn_result *result) {
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
    error = settings_expect_reaper(settings, reaper);
    if (error == 0) {
        error = settings_open_cgroup(settings);
    }
    if (error < 0) {
        result->step = SPAWN_STEP_SETTING;
        result->error = (int)-error;
    }
    return error;
}

void jni_settings_end(JNIEnv *env, const struct spawn_request *request, int pid,
                      jintArray outcome) {
    struct settings *settings = request->settings;
    if (settings == NULL) {
        return;
    }
    settings_close_cgroup(settings);
    if (pid <= 0) {
        leaf_discard(settings);
    }
    jint leaf = settings->leaf;
    jint required = settings->required_failed;
    jint pidfd = settings->pidfd;
    (*env)->SetIntArrayRegion(env, outcome, CORE(OUTCOME_REQUIRED_FAILED), 1, &required);
    (*env)->SetIntArrayRegion(env, outcome, CORE(OUTCOME_PIDFD), 1, &pidfd);
    (*env)->SetIntArrayRegion(env, outcome, CORE(OUTCOME_LEAF), 1, &leaf);
    for (int i = 0; i < settings->failures; i++) {
        jint failed = settings->failed[i].number << SETTING_SHIFT | settings->failed[i].error;
        (*env)->SetIntArrayRegion(env, outcome, CORE(OUTCOME_MISSED) + i, 1, &failed);
    }
}
