#include "jni_rules.h"

#include "jni_bytes.h"
#include "pin.h"
#include "sys.h"

enum {
    OUTCOME_STEP, /* places in the outcome array of ProcexCore.resolve */
    OUTCOME_ERROR,
    OUTCOME_KIND,
    OUTCOME_SIZE,
    NAME_FOUND = 0, /* places in its names */
    NAME_PROGRAM,
    NAME_INTERPRETER,
    ROUNDING = sizeof(void *),
};

static int put_names(JNIEnv *env, jobjectArray names, const struct resolved *resolved) {
    int put = jni_bytes_put(env, names, NAME_FOUND, resolved->found) &&
              jni_bytes_put(env, names, NAME_PROGRAM, resolved->name);
    for (int i = 0; put && i < resolved->interpreters; i++) {
        put = jni_bytes_put(env, names, NAME_INTERPRETER + 2 * i, resolved->named[i]) &&
              jni_bytes_put(env, names, NAME_INTERPRETER + 2 * i + 1, resolved->interpreter[i]);
    }
    return put;
}

static jint no_memory(struct resolved *resolved) {
    resolved->kind = SCRIPT_BINARY;
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

static void report(JNIEnv *env, jintArray outcome, int step, int error, int kind) {
    const jint values[OUTCOME_SIZE] = {step, error, kind};
    (*env)->SetIntArrayRegion(env, outcome, 0, OUTCOME_SIZE, values);
}

jint jni_rules_resolve(JNIEnv *env, const char *path, jbyteArray prog, jbyteArray dir,
                       jboolean as_execvp, jobjectArray names, jintArray outcome) {
    struct resolve_request request = {.path = path, .as_execvp = as_execvp};
    struct arena arena;
    size_t bytes = sizeof(struct resolved) + jni_bytes_length(env, prog) +
                   jni_bytes_length(env, dir) + 3 * ROUNDING;
    if (arena_open(&arena, bytes) < 0) {
        report(env, outcome, SPAWN_STEP_MEMORY, SYS_ENOMEM, 0);
        return -1;
    }
    struct resolved *resolved = arena_take(&arena, sizeof *resolved);
    jint fd = resolve_in(env, &arena, &request, prog, dir, resolved);
    if (fd >= 0 && !put_names(env, names, resolved)) {
        sys_close(fd);
        fd = no_memory(resolved);
    }
    report(env, outcome, (int)resolved->step, resolved->error, (int)resolved->kind);
    arena_close(&arena);
    return fd;
}

size_t jni_rules_room(JNIEnv *env, jbyteArray path) {
    size_t length = jni_bytes_length(env, path);
    return path == NULL ? 0
                        : sizeof(struct spawn_program) + length + pin_room(length) + 3 * ROUNDING;
}

long jni_rules_take(JNIEnv *env, struct arena *arena, struct spawn_request *request, jint program,
                    jbyteArray path, jint how, struct spawn_result *result) {
    if (program < 0) {
        return 0;
    }
    struct spawn_program *pinned = arena_take(arena, sizeof *pinned);
    char *copy = jni_bytes_copy(env, arena, path);
    long error = -SYS_ENOMEM;
    if (pinned != NULL && copy != NULL) {
        error = pin_program(pinned, arena, program, copy, (enum spawn_how)how);
    }
    if (error < 0) {
        result->step = SPAWN_STEP_EXEC;
        result->error = (int)-error;
    }
    request->program = pinned;
    return error;
}
