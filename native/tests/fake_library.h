/* The finished library, loaded and called as a JVM does. */
#ifndef PROCEX_FAKE_LIBRARY_H
#define PROCEX_FAKE_LIBRARY_H

#include "fake_jvm.h"

static inline void *fake_open_library(void) {
    const char *file = getenv("PROCEX_LIBRARY");
    if (file == NULL) {
        SKIP("PROCEX_LIBRARY names no library: tests/all.sh does");
    }
    void *library = dlopen(file, RTLD_NOW);
    if (library == NULL) {
        dprintf(check_log, "%s\n", dlerror());
        _exit(1);
    }
    return library;
}

/* What System.load calls. */
static inline jint fake_on_load(void *library, JavaVM *vm) {
    jint (*on_load)(JavaVM *, void *);
    *(void **)&on_load = dlsym(library, "JNI_OnLoad");
    return on_load(vm, NULL);
}

static inline void load(void) {
    CHECK_EQ(fake_on_load(fake_open_library(), fake_vm()), JNI_VERSION_1_8);
}

/* A native method that the library has registered. */
static inline void *method(const char *name) {
    for (int i = 0; i < fake_method_count; i++) {
        if (strcmp(fake_methods[i].name, name) == 0) {
            return fake_methods[i].fnPtr;
        }
    }
    dprintf(check_log, "%s: not registered\n", name);
    _exit(1);
}

#endif
