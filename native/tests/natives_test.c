/* What native methods answer if the JVM has no memory for them, or is not one that they know. */
#include "fake_library.h"

#include <errno.h>
#include <sys/resource.h>

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

static jint leaf(JNIEnv *env, const char *path, jsize size, jint number, jint signal) {
    struct fake_array place = {size, path};
    jint (*call)(JNIEnv *, jclass, jbyteArray, jint, jint, jint);
    *(void **)&call = method("leaf");
    return call(env, NULL, (jbyteArray)&place, number, signal, 0);
}

static void leaf_in_a_place_with_the_longest_name_is_refused(void) {
    static const char longest[5000];
    load();
    JNIEnv *env = fake_env();
    CHECK_EQ(leaf(env, longest, 4097, 1, CORE(LEAF_REMOVE)), -ENAMETOOLONG);
    CHECK_EQ(leaf(env, longest, 4097, 1, SIGTERM), -ENAMETOOLONG);
    CHECK_EQ(leaf(env, longest, 4097, CORE(LEAF_WATCHERS), 0), 0); /* which is of no place */
}

static void lockdown_without_memory_has_restricted_nothing(void) {
    jint outcome[CORE(LOCKDOWN_SIZE)];
    struct fake_array paths = {10, "/bin/true"};
    struct fake_array outcomes = {CORE(LOCKDOWN_SIZE), outcome};
    void (*lock_down)(JNIEnv *, jclass, jbyteArray, jintArray);
    load();
    JNIEnv *env = fake_env();
    functions_of(env)->GetByteArrayElements = no_elements;
    *(void **)&lock_down = method("lockDown");
    lock_down(env, NULL, (jbyteArray)&paths, (jintArray)&outcomes);
    CHECK_EQ(outcome[CORE(LOCKDOWN_STEP)], CORE(LOCKDOWN_STEP_PATH));
    CHECK_EQ(outcome[CORE(LOCKDOWN_ERROR)], ENOMEM);
    CHECK_EQ(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 0);
}

static int cleared;

static void clear(JNIEnv *env) {
    (void)env;
    cleared++;
}

static jclass class_of(JNIEnv *env, jobject object) {
    (void)env;
    return (jclass)object;
}

static void drop(JNIEnv *env, jobject object) {
    (void)env;
    (void)object;
}

static jfieldID no_field(JNIEnv *env, jclass type, const char *name, const char *signature) {
    (void)env;
    (void)type;
    (void)signature;
    CHECK_TEXT(name, "classRedefinedCount");
    return NULL;
}

static void jvm_that_counts_no_redefinitions_is_known_by_a_null(void) {
    jlong (*place)(JNIEnv *, jclass);
    load();
    JNIEnv *env = fake_env();
    functions_of(env)->GetObjectClass = class_of;
    functions_of(env)->DeleteLocalRef = drop;
    functions_of(env)->GetFieldID = no_field;
    functions_of(env)->ExceptionClear = clear;
    *(void **)&place = method("redefinitionsPlace");
    CHECK_EQ(place(env, (jclass) "type"), 0);
    CHECK_EQ(cleared, 1);
}

static jint no_vm(JNIEnv *env, JavaVM **vm) {
    (void)env;
    (void)vm;
    return JNI_ERR;
}

static jint vm_without_jvmti(JNIEnv *env, JavaVM **vm) {
    (void)env;
    *vm = fake_vm();
    ((struct JNIInvokeInterface_ *)**vm)->GetEnv = no_environment;
    return JNI_OK;
}

static void reaper_works_in_a_jvm_that_does_not_tell_of_its_end(void) {
    jint (*open_reaper)(JNIEnv *, jclass);
    load();
    *(void **)&open_reaper = method("openReaper");
    JNIEnv *env = fake_env();
    functions_of(env)->GetJavaVM = no_vm;
    CHECK_EQ(open_reaper(env, NULL) >= 0, 1);
    functions_of(env)->GetJavaVM = vm_without_jvmti;
    CHECK_EQ(open_reaper(env, NULL) >= 0, 1);
}

static jint descriptors(jint room, jint counts[2], jint found[]) {
    struct fake_array pair = {2, counts};
    struct fake_array numbers = {room, found};
    jint (*call)(JNIEnv *, jclass, jintArray, jintArray);
    *(void **)&call = method("descriptors");
    return call(fake_env(), NULL, (jintArray)&pair, (jintArray)&numbers);
}

static void more_descriptors_than_there_is_room_for_are_counted(void) {
    static jint found[2000];
    jint counts[2];
    const struct rlimit limit = {2000, 2000};
    load();
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0) {
        SKIP("the hard limit on open files is below 2000");
    }
    for (int i = 0; i < 1500; i++) {
        CHECK_EQ(dup(0) >= 0, 1);
    }
    CHECK_EQ(descriptors(2, counts, found), 0);
    CHECK_EQ(counts[1] >= 1500, 1);
    CHECK_EQ(found[1] > found[0] && found[2] == 0, 1);
    CHECK_EQ(descriptors(2000, counts, found), 0);
    CHECK_EQ(found[1023] > 1000 && found[1024] == 0, 1);
}

static void number_that_is_no_error_has_no_name(void) {
    jstring (*name)(JNIEnv *, jclass, jint);
    load();
    *(void **)&name = method("errnoName");
    CHECK_EQ(name(fake_env(), NULL, 4000) == NULL, 1);
}

static void working_directory_that_was_removed_has_no_name(void) {
    jbyteArray (*directory)(JNIEnv *, jclass);
    load();
    *(void **)&directory = method("workingDirectory");
    CHECK_EQ(directory(fake_env(), NULL) == NULL, 0);
    CHECK_EQ(chdir(check_folder()), 0);
    CHECK_EQ(rmdir(strcat(strcpy((char[64]){0}, "../"), check_folder_name)), 0);
    CHECK_EQ(directory(fake_env(), NULL) == NULL, 1);
}

static const struct check_case cases[] = {
    CASE(leaf_in_a_place_with_the_longest_name_is_refused),
    CASE(lockdown_without_memory_has_restricted_nothing),
    CASE(jvm_that_counts_no_redefinitions_is_known_by_a_null),
    CASE(reaper_works_in_a_jvm_that_does_not_tell_of_its_end),
    CASE(more_descriptors_than_there_is_room_for_are_counted),
    CASE(number_that_is_no_error_has_no_name),
    CASE(working_directory_that_was_removed_has_no_name),
    CASE(program_without_memory_for_its_name_is_not_found_and_nothing_is_left_open),
    CASE(datagram_without_memory_or_a_place_is_not_sent),
    CASE(descriptor_that_is_not_open_refers_to_nothing),
    CASE(jvm_that_takes_no_methods_is_told_so),
};

CHECK_MAIN(cases)
