#include "jni_rules.h"

#include "java_numbers.h"
#include "jni_bytes.h"
#include "pin.h"
#include "sys.h"
#include "text.h"

enum { ROUNDING = sizeof(void *) };

SAME(CORE(EACCES), SYS_EACCES);
SAME(CORE(VERSION_SIZE), FILE_VERSION_WORDS);
SAME(CORE(RESOLVED_NAMES), CORE(RESOLVED_INTERPRETER) + 2 * RESOLVE_INTERPRETERS);
SAME(CORE(KIND_BINARY), SCRIPT_BINARY);
SAME(CORE(KIND_SCRIPT), SCRIPT_SCRIPT);
SAME(CORE(KIND_UNKNOWN), SCRIPT_UNKNOWN);
SAME(CORE(HOW_PINNED), SPAWN_PINNED);
SAME(CORE(HOW_BY_PATH), SPAWN_BY_PATH);
SAME(CORE(HOW_BY_DIRECTORY), SPAWN_BY_DIRECTORY);
SAME(CORE(HOW_REMEMBERED), SPAWN_REMEMBERED);

static int put_names(JNIEnv *env, jobjectArray names, const struct resolved *resolved) {
    int put = jni_bytes_put(env, names, CORE(RESOLVED_FOUND), resolved->found) &&
              jni_bytes_put(env, names, CORE(RESOLVED_PROGRAM), resolved->name);
    for (int i = 0; put && i < resolved->interpreters; i++) {
        const int place = CORE(RESOLVED_INTERPRETER) + 2 * i;
        put = jni_bytes_put(env, names, place, resolved->named[i]) &&
              jni_bytes_put(env, names, place + 1, resolved->interpreter[i]);
    }
    return put;
}

static jint no_memory(struct resolved *resolved) {
    resolved->kind = SCRIPT_BINARY;
    resolved->lasting = 0;
    resolved->step = SPAWN_STEP_MEMORY;
    resolved->error = SYS_ENOMEM;
    return -1;
}

static jint resolve_in(JNIEnv *env, struct arena *arena, struct resolve_request *request,
                       jbyteArray prog, jbyteArray dir, struct resolved *resolved) {
    request->program = jni_bytes_copy(env, arena, prog);
    request->dir = jni_bytes_copy(env, arena, dir);
    if (request->program == NULL || (dir != NULL && request->dir == NULL)) {
        return no_memory(resolved);
    }
    return resolve(request, resolved);
}

static void report(JNIEnv *env, jintArray outcome, const struct resolved *resolved) {
    const jint values[CORE(RESOLVED_SIZE)] = {
        [CORE(RESOLVED_STEP)] = (jint)resolved->step,
        [CORE(RESOLVED_ERROR)] = resolved->error,
        [CORE(RESOLVED_KIND)] = (jint)resolved->kind,
        [CORE(RESOLVED_LASTING)] = resolved->lasting,
    };
    (*env)->SetIntArrayRegion(env, outcome, 0, CORE(RESOLVED_SIZE), values);
}

static void report_no_memory(JNIEnv *env, jintArray outcome) {
    const jint values[CORE(RESOLVED_SIZE)] = {
        [CORE(RESOLVED_STEP)] = SPAWN_STEP_MEMORY,
        [CORE(RESOLVED_ERROR)] = SYS_ENOMEM,
    };
    (*env)->SetIntArrayRegion(env, outcome, 0, CORE(RESOLVED_SIZE), values);
}

jint jni_rules_resolve(JNIEnv *env, const char *path, jbyteArray prog, jbyteArray dir,
                       jboolean as_execvp, jobjectArray names, jlongArray version,
                       jintArray outcome) {
    struct resolve_request request = {.path = path, .as_execvp = as_execvp};
    struct arena arena;
    size_t bytes = sizeof(struct resolved) + jni_bytes_length(env, prog) +
                   jni_bytes_length(env, dir) + 3 * ROUNDING;
    if (arena_open(&arena, bytes) < 0) {
        report_no_memory(env, outcome);
        return -1;
    }
    struct resolved *resolved = arena_take(&arena, sizeof *resolved);
    jint fd = resolve_in(env, &arena, &request, prog, dir, resolved);
    if (fd >= 0 && !put_names(env, names, resolved)) {
        sys_close(fd);
        fd = no_memory(resolved);
    }
    if (fd >= 0) {
        (*env)->SetLongArrayRegion(env, version, 0, FILE_VERSION_WORDS,
                                   (const jlong *)resolved->version.word);
    }
    report(env, outcome, resolved);
    arena_close(&arena);
    return fd;
}

static struct file_version version_in(JNIEnv *env, jlongArray array) {
    struct file_version version;
    (*env)->GetLongArrayRegion(env, array, 0, FILE_VERSION_WORDS, (jlong *)version.word);
    return version;
}

/* True if the launch would find that file now, by a name that is not the file's own. */
static int is_still(const struct spawn_request *launch, const struct file_version *version) {
    const struct resolve_request request = {
        .program = launch->argv[0], .path = launch->path, .as_execvp = launch->search_as_execvp};
    return resolve_is_still(&request, version);
}

size_t jni_rules_room(JNIEnv *env, jbyteArray path) {
    size_t length = jni_bytes_length(env, path);
    return path == NULL ? 0
                        : sizeof(struct spawn_program) + length + pin_room(length) + 3 * ROUNDING;
}

long jni_rules_take(JNIEnv *env, struct arena *arena, struct spawn_request *request,
                    jlongArray version, jbyteArray path, jint how, struct spawn_result *result) {
    if (version == NULL) {
        return 0;
    }
    const struct file_version wanted = version_in(env, version);
    struct spawn_program *pinned = arena_take(arena, sizeof *pinned);
    char *copy = jni_bytes_copy(env, arena, path);
    long error = -SYS_ENOMEM;
    if (pinned != NULL && copy != NULL) {
        error = pin_program(pinned, arena, &wanted, copy, (enum spawn_how)how);
    }
    if (error == 0 && how == SPAWN_REMEMBERED) {
        pinned->is_own_name = text_is(request->argv[0], copy);
        error = pinned->is_own_name || is_still(request, &wanted) ? 0 : -SYS_EACCES;
    }
    if (error < 0) {
        result->step = SPAWN_STEP_EXEC;
        result->error = (int)-error;
    }
    request->program = pinned;
    return error;
}
