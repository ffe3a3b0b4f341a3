/* The first launches of a JVM that was given the jar, where the JVM refuses what it always grants.
 */
#include "fake_loaders.h"
#include "jni_first.h"
#include "preparation.h"
#include "refuse.h"

#include <fcntl.h>
#include <pthread.h>

enum { BOUND = 1, OPENING, OPEN, MANY = 200 }; /* of jni_first.c */

extern jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved);

static jint load(void) {
    JavaVM *vm = fake_entry_vm();
    fake_loaders_env();
    return JNI_OnLoad(vm, NULL);
}

static void library_binds_the_method_of_the_class_that_loads_it(void) {
    CHECK_EQ(load(), JNI_VERSION_1_8);
    CHECK_EQ(fake_jvm.bound.fnPtr == (void *)entry_launch, 1);
    CHECK_EQ(native_entry.of_jar->enabled, 1);
    CHECK_EQ(native_entry.of_jar->limit.soft, 1024);
    check_given_back();
}

/* The JDK's class goes on without the library, and hears of it by the failed load. */
static void check_not_loaded(const char *refuses) {
    fake_jvm.refuses = refuses;
    CHECK_EQ(load(), JNI_ERR);
    CHECK_EQ(fake_jvm.bound.fnPtr == NULL, 1);
    CHECK_EQ(native_entry.of_jar == NULL, 1);
    CHECK_EQ(native_entry.first, 0);
    check_given_back();
}

static void library_is_not_loaded_by_a_jvm_that_refuses(void) {
    check_not_loaded("GetEnv of JNI");
    check_not_loaded("NewGlobalRef");
    check_not_loaded("RegisterNatives");
    check_not_loaded("FindClass");
}

static void library_is_not_loaded_by_a_jvm_without_jvmti(void) {
    check_not_loaded("GetEnv of JVMTI");
}

static void library_is_not_loaded_without_the_jdks_own_function(void) {
    fake_jdk.library_has = NULL;
    check_not_loaded(NULL);
}

static void library_that_has_the_launches_by_agentpath_is_not_loaded_again(void) {
    CHECK_EQ(fake_start(""), JNI_OK);
    check_not_loaded(NULL);
    CHECK_EQ(entry_launch_is_used(), 1);
}

/* Descriptors that the jar has opened, one that is closed by now, and none. */
static jint descriptors[3];
static const void *handed[4] = {&descriptors[0], NULL, &descriptors[1], &descriptors[2]};

static void hand_over(void) {
    descriptors[0] = open("/dev/null", O_RDONLY);
    descriptors[1] = -1;
    descriptors[2] = open("/dev/null", O_RDONLY);
    CHECK_EQ(descriptors[0] >= 0 && descriptors[2] >= 0, 1);
    fake_handed_over = (struct fake_array){4, handed};
    fake_was_taken = 0;
}

static void first_launch_takes_over_what_the_jar_hands_over(void) {
    jint given[3];
    hand_over();
    memcpy(given, descriptors, sizeof given);
    CHECK_EQ(load(), JNI_VERSION_1_8);
    jni_first_open(fake_loaders_env());
    CHECK_EQ(preparation_is_done(), 1);
    CHECK_EQ(fake_was_taken, 1);
    CHECK_EQ(descriptors[0], -1); /* Java takes it for closed */
    CHECK_EQ(descriptors[2], -1);
    CHECK_EQ(fcntl(given[0], F_GETFD), FD_CLOEXEC); /* and it is the core's */
    CHECK_EQ(native_entry.first, OPEN);
    check_given_back();
}

static void check_opened(const char *refuses, int was_taken) {
    hand_over();
    native_entry.first = BOUND;
    fake_jvm.refuses = refuses;
    jni_first_open(fake_loaders_env());
    fake_jvm.refuses = NULL;
    CHECK_EQ(native_entry.first, OPEN);
    CHECK_EQ(fake_was_taken, was_taken);
    CHECK_EQ(descriptors[0] >= 0, 1); /* the jar's, which closes it one day */
    CHECK_EQ(fcntl(descriptors[0], F_GETFD) >= 0, 1);
    check_given_back();
    preparation_undo();
}

static void first_launch_does_without_what_the_jvm_does_not_tell(void) {
    static const char *const refused[] = {
        "PushLocalFrame",   "FindClass",           "GetStaticMethodID", "GetMethodID",
        "NewStringUTF",     "getParent",           "findLoadedClass",   "CallStaticObjectMethod",
        "GetStaticFieldID", "GetStaticObjectField"};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        check_opened(refused[i], 0);
    }
    check_opened("GetFieldID", 1);
    fake_jars[0] = "another";
    check_opened(NULL, 0);
}

static void *open_at_once(void *unused) {
    __atomic_store_n(&native_entry.first, OPEN, __ATOMIC_RELEASE);
    return unused;
}

static void launch_waits_for_the_one_that_opens(void) {
    pthread_t other;
    native_entry.first = OPENING;
    CHECK_EQ(pthread_create(&other, NULL, open_at_once, NULL), 0);
    jni_first_open(fake_loaders_env());
    CHECK_EQ(native_entry.first, OPEN);
    CHECK_EQ(preparation_is_done(), 0); /* by this one */
    pthread_join(other, NULL);
}

/* Each wait is over at once, as if its time were. */
static void launch_does_not_wait_for_ever_for_one_that_hangs(void) {
    CHECK_EQ(refuse(&(struct refusal){SYS_futex, 0, 0, ETIMEDOUT}), 0);
    native_entry.first = OPENING;
    jni_first_open(fake_loaders_env());
    CHECK_EQ(native_entry.first, OPENING);
    CHECK_EQ(preparation_is_done(), 0);
}

static int is_told(uint64_t launches) {
    fake_found[0] = '\0';
    jni_first_count(fake_loaders_env(), launches);
    check_given_back();
    return strstr(fake_found, "sun/net/ftp/FtpProtocolException ") != NULL;
}

static void jar_hears_once_of_many_launches(void) {
    CHECK_EQ(is_told(MANY - 1), 0);
    CHECK_EQ(is_told(MANY), 1);
    CHECK_EQ(is_told(MANY + 1), 0);
}

static void jar_hears_of_many_launches_by_the_next_one_that_can_tell(void) {
    fake_jvm.refuses = "PushLocalFrame";
    CHECK_EQ(is_told(MANY), 0);
    fake_jvm.refuses = "FindClass";
    CHECK_EQ(is_told(MANY + 1), 0);
    fake_jvm.refuses = NULL;
    fake_stack_is_short = 1;
    CHECK_EQ(is_told(MANY + 2), 0);
    fake_stack_is_short = 0;
    CHECK_EQ(is_told(MANY + 3), 1);
}

/* A jar of another version. */
static void jar_without_a_look_at_the_stack_hears_too(void) {
    fake_jars[1] = "another";
    CHECK_EQ(is_told(MANY), 1);
}

static const struct check_case cases[] = {
    CASE(library_binds_the_method_of_the_class_that_loads_it),
    CASE(library_is_not_loaded_by_a_jvm_that_refuses),
    CASE(library_is_not_loaded_by_a_jvm_without_jvmti),
    CASE(library_is_not_loaded_without_the_jdks_own_function),
    CASE(library_that_has_the_launches_by_agentpath_is_not_loaded_again),
    CASE(first_launch_takes_over_what_the_jar_hands_over),
    CASE(first_launch_does_without_what_the_jvm_does_not_tell),
    CASE(launch_waits_for_the_one_that_opens),
    CASE(launch_does_not_wait_for_ever_for_one_that_hangs),
    CASE(jar_hears_once_of_many_launches),
    CASE(jar_hears_of_many_launches_by_the_next_one_that_can_tell),
    CASE(jar_without_a_look_at_the_stack_hears_too),
};

CHECK_MAIN(cases)
