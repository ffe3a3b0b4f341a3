/* JVMs that are not as HotSpot is, for agents that this one loads: see NativeEntryBadInputIT. */
#include <dlfcn.h>
#include <jvmti.h>
#include <string.h>

static JavaVM *true_vm;
static struct JNIInvokeInterface_ strange_vm_functions;
static struct jvmtiInterface_1_ strange_functions;

static jint JNICALL no_jvmti(JavaVM *vm, void **env, jint version) {
    (void)vm;
    (void)env;
    (void)version;
    return JNI_EVERSION;
}

static jvmtiError JNICALL no_capability(jvmtiEnv *env, const jvmtiCapabilities *wanted) {
    (void)env;
    (void)wanted;
    return JVMTI_ERROR_NOT_AVAILABLE;
}

static jint JNICALL jvmti_without_capabilities(JavaVM *vm, void **env, jint version) {
    (void)vm;
    jint result = (*true_vm)->GetEnv(true_vm, env, version);
    if (result == JNI_OK) {
        jvmtiEnv *jvmti = *env;
        strange_functions = **jvmti;
        strange_functions.AddCapabilities = no_capability;
        *jvmti = &strange_functions;
    }
    return result;
}

/* no-jvmti:LIBRARY:OPTIONS or no-capability:LIBRARY:OPTIONS loads that agent into such a JVM. */
JNIEXPORT jint JNICALL Agent_OnLoad(JavaVM *vm, char *words, void *reserved) {
    static JavaVM strange_vm = &strange_vm_functions;
    jint (*load)(JavaVM *, char *, void *) = NULL;
    char *library = strchr(words, ':');
    char *options = library == NULL ? NULL : strchr(library + 1, ':');
    if (options == NULL) {
        return JNI_ERR;
    }
    *library++ = *options++ = '\0';
    true_vm = vm;
    strange_vm_functions = **vm;
    strange_vm_functions.GetEnv =
        strcmp(words, "no-jvmti") == 0 ? no_jvmti : jvmti_without_capabilities;
    void *handle = dlopen(library, RTLD_LAZY);
    if (handle != NULL) {
        *(void **)&load = dlsym(handle, "Agent_OnLoad");
    }
    return load == NULL ? JNI_ERR : load(&strange_vm, options, reserved);
}
