#include "jni_request.h"

#include "block.h"
#include "environment.h"
#include "jni_bytes.h"
#include "libc.h"
#include "sys.h"
#include "text.h"

/* Later JDKs make no pipe for an error stream that is redirected to the output. */
enum { LAST_WITH_ERROR_PIPE = 26 };

/* The JDK decides these once, when its launching class is initialised, and so does the core. */
static struct {
    int without_error_pipe;
    const char *path_at_first_launch; /* or NULL */
    int has_launched;
} once;

void jni_request_set_jdk(int feature) {
    once.without_error_pipe = feature > LAST_WITH_ERROR_PIPE;
}

/* Two first launches at once keep it twice. */
static void keep_path(void) {
    const char *path = libc_getenv("PATH");
    if (path != NULL) {
        size_t size = text_length(path) + 1;
        long copy = sys_mmap(size, SYS_PROT_READ_WRITE);
        if (!sys_is_error(copy)) {
            text_append((char *)copy, path, size);
            __atomic_store_n(&once.path_at_first_launch, (const char *)copy, __ATOMIC_RELEASE);
        }
    }
    __atomic_store_n(&once.has_launched, 1, __ATOMIC_RELEASE);
}

const char *jni_request_path(int as_execvp) {
    if (!__atomic_load_n(&once.has_launched, __ATOMIC_ACQUIRE)) {
        keep_path();
    }
    return as_execvp ? libc_getenv("PATH")
                     : __atomic_load_n(&once.path_at_first_launch, __ATOMIC_ACQUIRE);
}

static char **vector_of(JNIEnv *env, struct arena *arena, jbyteArray array, jint count) {
    char *block = jni_bytes_copy(env, arena, array);
    char **vector = arena_take(arena, ((size_t)count + 1) * sizeof(char *));
    if (block == NULL || vector == NULL ||
        block_to_vector(block, jni_bytes_length(env, array), count, vector) != 0) {
        return NULL;
    }
    return vector;
}

/* Without a block the child gets the JVM's own environment as it is now, as with the JDK. */
static int take_environment(JNIEnv *env, struct arena *arena, struct spawn_request *request,
                            jbyteArray block, jint count) {
    request->search_as_execvp = block == NULL;
    char *const *envp = block == NULL ? libc_environ() : vector_of(env, arena, block, count);
    if (envp == NULL) {
        return 0;
    }
    request->envp = environment_stripped(request->stripped, arena, envp);
    return request->envp != NULL;
}

/* Bytes of the arena that the environment takes; all of a block may be options for a JVM. */
static size_t environment_size(JNIEnv *env, jbyteArray block, jint count, const char *stripped) {
    size_t vector = ((size_t)count + 1) * sizeof(char *);
    return block == NULL ? environment_room(stripped, libc_environ())
                         : 2 * jni_bytes_length(env, block) + 3 * vector;
}

/* argv with the program before the arguments, and a spare entry before that. */
static int take_arguments(JNIEnv *env, struct arena *arena, struct spawn_request *request,
                          jbyteArray prog, jbyteArray block, jint count) {
    char *arguments = jni_bytes_copy(env, arena, block);
    char **vector = arena_take(arena, ((size_t)count + 3) * sizeof(char *));
    char *program = jni_bytes_copy(env, arena, prog);
    if (arguments == NULL || vector == NULL || program == NULL ||
        block_to_vector(arguments, jni_bytes_length(env, block), count, vector + 2) != 0) {
        return 0;
    }
    vector[1] = program;
    request->argv = vector + 1;
    return 1;
}

size_t jni_request_room(JNIEnv *env, const struct jni_arrays *arrays, const char *stripped) {
    const size_t slack = 16 * sizeof(void *); /* one rounding for each piece */
    return jni_bytes_length(env, arrays->prog) + jni_bytes_length(env, arrays->arg_block) +
           jni_bytes_length(env, arrays->dir) +
           environment_size(env, arrays->env_block, arrays->envc, stripped) +
           ((size_t)arrays->argc + 8) * sizeof(char *) + slack;
}

int jni_request_take(JNIEnv *env, struct arena *arena, const struct jni_arrays *arrays,
                     struct spawn_request *request) {
    request->stack_top = arena_stack_top(arena);
    request->path = jni_request_path(arrays->env_block == NULL);
    request->redirect_error_stream = arrays->redirect_error_stream;
    request->dir = jni_bytes_copy(env, arena, arrays->dir);
    (*env)->GetIntArrayRegion(env, arrays->fds, 0, 3, (jint *)request->fds);
    if (arrays->redirect_error_stream && once.without_error_pipe) {
        request->fds[2] = 2;
    }
    return take_arguments(env, arena, request, arrays->prog, arrays->arg_block, arrays->argc) &&
           take_environment(env, arena, request, arrays->env_block, arrays->envc);
}
