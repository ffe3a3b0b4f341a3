/*
 * What the native entry asks of a JVM beside arrays: JVMTI, classes, methods and exceptions. Each
 * of these functions refuses if the case wants it to, as no JVM here does.
 */
#ifndef PROCEX_FAKE_JVMTI_H
#define PROCEX_FAKE_JVMTI_H

#include <jvmti.h>

#include "fake_jvm.h"

struct fake_class {
    const char *signature;
    int is_linked; /* else JVMTI tells no methods of it */
};

struct fake_member {
    const char *name;
    const char *signature;
    struct fake_class *type;
};

enum { FAKE_MOST = 8 };

static struct {
    const char *refuses; /* the function that fails; or NULL */
    int after;           /* so many calls of it that do not */
    jint version;        /* the JDK's */
    struct fake_class *classes[FAKE_MOST];
    const char *properties[FAKE_MOST][2];
    jvmtiEventCallbacks callbacks;
    JNINativeMethod bound; /* by RegisterNatives */
    int is_pending;        /* an exception */
    char thrown[512];      /* the text of the last one */
    int references;        /* local ones that were not given back */
    int memory;            /* pieces of JVMTI's, likewise */
} fake_jvm = {.version = 17};

static inline int fake_refuses(const char *function) {
    return fake_jvm.refuses != NULL && strcmp(fake_jvm.refuses, function) == 0 &&
           fake_jvm.after-- <= 0;
}

static inline jvmtiError fake_answer(const char *function) {
    return fake_refuses(function) ? JVMTI_ERROR_NOT_AVAILABLE : JVMTI_ERROR_NONE;
}

static inline void *fake_piece(size_t size) {
    fake_jvm.memory++;
    return calloc(1, size);
}

static inline char *fake_text(const char *text) {
    return strcpy(fake_piece(strlen(text) + 1), text);
}

static inline jvmtiError fake_deallocate(jvmtiEnv *jvmti, unsigned char *memory) {
    (void)jvmti;
    fake_jvm.memory--;
    free(memory);
    return JVMTI_ERROR_NONE;
}

static inline jvmtiError fake_version(jvmtiEnv *jvmti, jint *version) {
    (void)jvmti;
    *version = fake_jvm.version << JVMTI_VERSION_SHIFT_MAJOR;
    return fake_answer("GetVersionNumber");
}

static inline jvmtiError fake_properties(jvmtiEnv *jvmti, jint *count, char ***names) {
    (void)jvmti;
    if (fake_refuses("GetSystemProperties")) {
        return JVMTI_ERROR_NOT_AVAILABLE;
    }
    *names = fake_piece(FAKE_MOST * sizeof **names);
    for (*count = 0; fake_jvm.properties[*count][0] != NULL; ++*count) {
        (*names)[*count] = fake_text(fake_jvm.properties[*count][0]);
    }
    return JVMTI_ERROR_NONE;
}

static inline jvmtiError fake_property(jvmtiEnv *jvmti, const char *name, char **text) {
    const int is_refused = fake_refuses("GetSystemProperty");
    (void)jvmti;
    for (int i = 0; !is_refused && i < FAKE_MOST; i++) {
        const char *const *property = fake_jvm.properties[i];
        if (property[0] != NULL && strcmp(property[0], name) == 0) {
            *text = fake_text(property[1]);
            return JVMTI_ERROR_NONE;
        }
    }
    return JVMTI_ERROR_NOT_AVAILABLE;
}

static inline jvmtiError fake_capabilities(jvmtiEnv *jvmti, const jvmtiCapabilities *wanted) {
    (void)jvmti;
    CHECK_EQ(wanted->can_generate_native_method_bind_events, 1);
    return fake_answer("AddCapabilities");
}

static inline jvmtiError fake_callbacks(jvmtiEnv *jvmti, const jvmtiEventCallbacks *callbacks,
                                        jint size) {
    (void)jvmti;
    memcpy(&fake_jvm.callbacks, callbacks, (size_t)size);
    return fake_answer("SetEventCallbacks");
}

static inline jvmtiError fake_notification(jvmtiEnv *jvmti, jvmtiEventMode mode, jvmtiEvent event,
                                           jthread thread, ...) {
    (void)jvmti;
    (void)event;
    CHECK_EQ(mode, JVMTI_ENABLE);
    CHECK_EQ(thread == NULL, 1);
    return fake_answer("SetEventNotificationMode");
}

static inline jvmtiError fake_signature(jvmtiEnv *jvmti, jclass type, char **signature,
                                        char **generic) {
    (void)jvmti;
    CHECK_EQ(generic == NULL, 1);
    if (fake_refuses("GetClassSignature")) {
        return JVMTI_ERROR_NOT_AVAILABLE;
    }
    *signature = fake_text(((struct fake_class *)type)->signature);
    return JVMTI_ERROR_NONE;
}

static inline jvmtiError fake_loaded(jvmtiEnv *jvmti, jobject loader, jint *count,
                                     jclass **classes) {
    (void)jvmti;
    CHECK_EQ(loader == NULL, 1); /* the boot loader */
    if (fake_refuses("GetClassLoaderClasses")) {
        return JVMTI_ERROR_NOT_AVAILABLE;
    }
    *classes = fake_piece(sizeof fake_jvm.classes);
    for (*count = 0; fake_jvm.classes[*count] != NULL; ++*count) {
        (*classes)[*count] = (jclass)fake_jvm.classes[*count];
    }
    return JVMTI_ERROR_NONE;
}

/* Each has one, or none. */
static inline jvmtiError fake_members(jvmtiEnv *jvmti, jclass type, jint *count,
                                      jmethodID **methods) {
    static struct fake_member members[FAKE_MOST];
    static int made;
    (void)jvmti;
    if (fake_refuses("GetClassMethods")) {
        return JVMTI_ERROR_CLASS_NOT_PREPARED;
    }
    *count = ((struct fake_class *)type)->is_linked;
    *methods = fake_piece(sizeof **methods);
    members[made].type = (struct fake_class *)type;
    (*methods)[0] = (jmethodID)&members[made++];
    return JVMTI_ERROR_NONE;
}

static inline jvmtiError fake_declaring(jvmtiEnv *jvmti, jmethodID method, jclass *type) {
    (void)jvmti;
    if (fake_refuses("GetMethodDeclaringClass")) {
        return JVMTI_ERROR_NOT_AVAILABLE;
    }
    fake_jvm.references++;
    *type = (jclass)((struct fake_member *)method)->type;
    return JVMTI_ERROR_NONE;
}

static inline jvmtiError fake_name(jvmtiEnv *jvmti, jmethodID method, char **name, char **signature,
                                   char **generic) {
    (void)jvmti;
    CHECK_EQ(generic == NULL, 1);
    if (fake_refuses("GetMethodName")) {
        return JVMTI_ERROR_NOT_AVAILABLE;
    }
    *name = fake_text(((struct fake_member *)method)->name);
    *signature = fake_text(((struct fake_member *)method)->signature);
    return JVMTI_ERROR_NONE;
}

static inline jvmtiEnv *fake_jvmti(void) {
    static struct jvmtiInterface_1_ functions;
    static jvmtiEnv env = &functions;
    functions.Deallocate = fake_deallocate;
    functions.GetVersionNumber = fake_version;
    functions.GetSystemProperties = fake_properties;
    functions.GetSystemProperty = fake_property;
    functions.AddCapabilities = fake_capabilities;
    functions.SetEventCallbacks = fake_callbacks;
    functions.SetEventNotificationMode = fake_notification;
    functions.GetClassSignature = fake_signature;
    functions.GetClassLoaderClasses = fake_loaded;
    functions.GetClassMethods = fake_members;
    functions.GetMethodDeclaringClass = fake_declaring;
    functions.GetMethodName = fake_name;
    return &env;
}

#endif
