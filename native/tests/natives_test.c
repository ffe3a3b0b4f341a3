/* What native methods answer if the JVM has no memory for them, or is not one that they know. */
#include "fake_library.h"

#include <errno.h>

#include "java_numbers.h"
#include "spawn_request.h"

/* The one that all get, with functions that fail. */
static struct JNINativeInterface_ *functions_of(JNIEnv *env) {
    return (struct JNINativeInterface_ *)*env;
}

static jbyteArray no_bytes(JNIEnv *env, jsize length) {
    (void)env;
    (void)length;
    return NULL;
}

static jbyte *no_elements(JNIEnv *env, jbyteArray array, jboolean *is_copy) {
    (void)env;
    (void)array;
    (void)is_copy;
    return NULL;
}

static jint no_environment(JavaVM *vm, void **env, jint version) {
    (void)vm;
    (void)env;
    (void)version;
    return JNI_EVERSION;
}

static int lowest_free(void) {
    int fd = dup(0);
    close(fd);
    return fd;
}

static void program_without_memory_for_its_name_is_not_found_and_nothing_is_left_open(void) {
    static const char name[] = "/bin/true";
    jint outcome[CORE(RESOLVED_SIZE)];
    jint (*resolve)(JNIEnv *, jclass, jbyteArray, jbyteArray, jboolean, jobjectArray, jlongArray,
                    jintArray);
    struct fake_array program = {sizeof name - 1, name};
    struct fake_array outcomes = {CORE(RESOLVED_SIZE), outcome};
    load();
    *(void **)&resolve = method("resolve");
    JNIEnv *env = fake_env();
    functions_of(env)->NewByteArray = no_bytes;
    int before = lowest_free();
    CHECK_EQ(resolve(env, NULL, (jbyteArray)&program, NULL, 0, NULL, NULL, (jintArray)&outcomes),
             -1);
    CHECK_EQ(outcome[CORE(RESOLVED_STEP)], SPAWN_STEP_MEMORY);
    CHECK_EQ(outcome[CORE(RESOLVED_ERROR)], ENOMEM);
    CHECK_EQ(lowest_free(), before);
}

static jint send_to(JNIEnv *env, jsize length) {
    static const char path[512] = "/nowhere";
    struct fake_array place = {length, path};
    struct fake_array data = {4, "data"};
    jint (*call)(JNIEnv *, jclass, jint, jbyteArray, jbyteArray);
    *(void **)&call = method("send");
    return call(env, NULL, -1, (jbyteArray)&place, (jbyteArray)&data);
}

static void datagram_without_memory_or_a_place_is_not_sent(void) {
    load();
    JNIEnv *env = fake_env();
    functions_of(env)->GetByteArrayElements = no_elements;
    CHECK_EQ(send_to(env, 0), ENAMETOOLONG);
    CHECK_EQ(send_to(env, 109), ENAMETOOLONG);
    CHECK_EQ(send_to(env, 8), ENOMEM);
}

static void descriptor_that_is_not_open_refers_to_nothing(void) {
    jbyteArray (*target)(JNIEnv *, jclass, jint);
    load();
    *(void **)&target = method("target");
    CHECK_EQ(target(fake_env(), NULL, 999) == NULL, 1);
    CHECK_EQ(target(fake_env(), NULL, 0) == NULL, 0);
}

static void jvm_that_takes_no_methods_is_told_so(void) {
    void *library = fake_open_library();
    JavaVM *vm = fake_vm();
    struct JNIInvokeInterface_ *functions = (struct JNIInvokeInterface_ *)*vm;
    functions->GetEnv = no_environment;
    CHECK_EQ(fake_on_load(library, vm), JNI_ERR);
    vm = fake_vm();
    CHECK_EQ(fake_on_load(library, vm), JNI_VERSION_1_8);
}

static const struct check_case cases[] = {
    CASE(program_without_memory_for_its_name_is_not_found_and_nothing_is_left_open),
    CASE(datagram_without_memory_or_a_place_is_not_sent),
    CASE(descriptor_that_is_not_open_refers_to_nothing),
    CASE(jvm_that_takes_no_methods_is_told_so),
};

CHECK_MAIN(cases)
