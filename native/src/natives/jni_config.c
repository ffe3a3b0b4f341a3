#include "jni_config.h"

#include "filtered.h"
#include "java_numbers.h"
#include "orphans.h"
#include "sys.h"

struct config {
    struct spawn_limit limit;
    int sweep;
    int marks;            /* for orphans.h */
    const char *stripped; /* words of environment.h, behind this; or NULL */
};

jlong JNICALL jni_config_make(JNIEnv *env, jclass type, jlong soft, jlong hard, jint flags,
                              jbyteArray stripped) {
    (void)type;
    jsize words = stripped == NULL ? 0 : (*env)->GetArrayLength(env, stripped);
    long memory = sys_mmap(sizeof(struct config) + (size_t)words, SYS_PROT_READ_WRITE);
    if (memory < 0 && memory >= -4095) {
        return 0;
    }
    struct config *config = (struct config *)memory;
    config->limit =
        (struct spawn_limit){(uint64_t)soft, (uint64_t)hard, (flags & CORE(ONLY_LOWER)) != 0};
    config->sweep = (flags & CORE(SWEEP)) != 0;
    config->marks = (flags & CORE(MARKS)) != 0;
    config->stripped = NULL;
    if (stripped != NULL) {
        (*env)->GetByteArrayRegion(env, stripped, 0, words, (jbyte *)(config + 1));
        config->stripped = (const char *)(config + 1);
    }
    return memory;
}

jint JNICALL jni_config_try_sweep(JNIEnv *env, jclass type) {
    (void)env;
    (void)type;
    /* Beyond all descriptors: asks without doing. */
    long error = filtered(FILTERED_CLOSE_RANGE)
                     ? -SYS_EPERM
                     : sys_close_range(~0U, ~0U, SYS_CLOSE_RANGE_CLOEXEC);
    return (jint)-error;
}

void jni_config_apply(jlong config, struct spawn_request *request) {
    static const struct config by_default = {.limit = {1024, SPAWN_LIMIT_KEEP, 1}};
    const struct config *found = config == 0 ? &by_default : (const struct config *)config;
    request->limit = found->limit;
    request->sweep = found->sweep;
    request->marked = found->marks && orphans_come_here();
    request->stripped = found->stripped;
}
