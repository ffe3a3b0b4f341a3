#include "entry_launch.h"

#include "entry_page.h"
#include "entry_refusal.h"
#include "entry_state.h"
#include "environment.h"
#include "jdk_fork.h"
#include "jni_first.h"
#include "libc.h"
#include "preparation.h"
#include "spawn_words.h"
#include "sys.h"

void entry_launch_use(const struct entry_options *options) {
    __atomic_store_n(&native_entry.in_force, options, __ATOMIC_RELEASE);
}

void entry_launch_use_for_jar(const struct entry_options *options) {
    __atomic_store_n(&native_entry.of_jar, options, __ATOMIC_RELEASE);
}

void entry_launch_yield_to_jar(void) {
    if (__atomic_load_n(&native_entry.of_jar, __ATOMIC_ACQUIRE) != NULL) {
        entry_launch_use(NULL);
    }
}

int entry_launch_is_used(void) {
    return __atomic_load_n(&native_entry.in_force, __ATOMIC_ACQUIRE) != NULL;
}

void entry_launch_on_prepared(void (*tell)(void)) {
    native_entry.tell_prepared = tell;
}

/* A launch must pass through what was preloaded: see docs/decisions/0004. */
const char *entry_launch_obstacle(void) {
    return libc_exec_is_interposed()
               ? "a preloaded library (LD_PRELOAD) replaces execve or execvp, and"
                 " the core would bypass it"
               : NULL;
}

const char *entry_launch_prepare(struct note *found) {
    const struct spawn_ladder *ladder = preparation_run(NULL, 0);
    spawn_describe_refusals(ladder, found);
    return ladder->rung == SPAWN_NO_RUNG ? "no rung of the ladder works" : NULL;
}

static void tell(void) {
    if (native_entry.tell_prepared != NULL) {
        native_entry.tell_prepared();
    }
}

/* At the first launch, and at the next one after the jar was taken out of the same library. */
static void get_ready(JNIEnv *env) {
    if (!preparation_is_done()) {
        jni_first_open(env);
        preparation_run(NULL, 0);
        tell();
    }
}

static void launch(JNIEnv *env, const struct entry_options *options,
                   const struct jni_arrays *arrays, struct spawn_result *result) {
    struct spawn_request request = {.rung = SPAWN_SHARED_TABLE,
                                    .limit = options->limit,
                                    .sweep = options->sweeps,
                                    .stripped = options->stripped};
    struct arena arena;
    result->step = SPAWN_STEP_MEMORY;
    result->error = SYS_EINVAL; /* of arrays that cannot be read */
    long error = arena_open(&arena, jni_request_room(env, arrays, request.stripped));
    if (error < 0) {
        result->error = (int)-error;
        return;
    }
    if (jni_request_take(env, &arena, arrays, &request)) {
        spawn_process(&request, result);
    }
    arena_close(&arena);
    if (result->pid > 0) {
        (*env)->SetIntArrayRegion(env, arrays->fds, 0, 3, (const jint *)result->fds);
    }
}

static uint64_t count(uint64_t *counter) {
    return __atomic_add_fetch(counter, 1, __ATOMIC_RELAXED);
}

/* Failures that the JDK meets as well, and reports in its own words. */
static int is_programs_fault(const struct spawn_result *result) {
    int no_descriptor = result->error == SYS_EMFILE || result->error == SYS_ENFILE;
    return result->step == SPAWN_STEP_EXEC || result->step == SPAWN_STEP_CHDIR ||
           (result->step == SPAWN_STEP_PIPE && no_descriptor);
}

static void note_failure(const struct spawn_result *result) {
    struct entry_page *page = entry_page();
    if (is_programs_fault(result)) {
        count(&page->failed);
        return;
    }
    count(&page->handed);
    __atomic_store_n(&page->step, (uint64_t)result->step, __ATOMIC_RELAXED);
    __atomic_store_n(&page->error, (uint64_t)result->error, __ATOMIC_RELAXED);
}

static jint leave_to_the_jdk(JNIEnv *env, const struct entry_options *options,
                             struct jdk_fork_arguments *arguments,
                             const struct spawn_result *result) {
    note_failure(result);
    if (is_programs_fault(result)) {
        jdk_fork_without_lost_helper(env, arguments);
    }
    if (!options->strict) {
        return jdk_fork_call(env, arguments);
    }
    return is_programs_fault(result) ? entry_refusal_in_the_jdks_words(env, arguments, result)
                                     : entry_refusal(env, result);
}

static jint launched(JNIEnv *env, const struct spawn_result *result) {
    struct entry_page *page = entry_page();
    __atomic_store_n(&page->rung, (uint64_t)result->rung + 1, __ATOMIC_RELAXED);
    uint64_t launches = count(&page->launched);
    if (__atomic_load_n(&native_entry.of_jar, __ATOMIC_ACQUIRE) != NULL) {
        jni_first_count(env, launches);
    }
    return result->pid;
}

jint JNICALL entry_launch(JNIEnv *env, jobject process, jint mode, jbyteArray helperpath,
                          jbyteArray prog, jbyteArray arg_block, jint argc, jbyteArray env_block,
                          jint envc, jbyteArray dir, jintArray fds,
                          jboolean redirect_error_stream) {
    __atomic_thread_fence(__ATOMIC_ACQUIRE); /* the JVM publishes this function by a plain store */
    const struct entry_options *options = __atomic_load_n(&native_entry.of_jar, __ATOMIC_ACQUIRE);
    struct jdk_fork_arguments arguments = {
        process,
        mode,
        helperpath,
        {prog, arg_block, argc, env_block, envc, dir, fds, redirect_error_stream}};
    struct spawn_result result = {.pid = -1, .rung = SPAWN_NO_RUNG};
    if (options == NULL) {
        options = __atomic_load_n(&native_entry.in_force, __ATOMIC_ACQUIRE);
    }
    if (options == NULL || !options->enabled || fds == NULL) {
        return jdk_fork_call(env, &arguments);
    }
    get_ready(env);
    launch(env, options, &arguments.arrays, &result);
    if (result.pid <= 0) {
        return leave_to_the_jdk(env, options, &arguments, &result);
    }
    return launched(env, &result);
}
