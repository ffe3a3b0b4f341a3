/* What the native entry puts in the place of a native method, when the JVM is about to bind one. */
#include "fake_entry.h"

static struct fake_member forks = {JDK_FORK_METHOD, JDK_FORK_SIGNATURE, &fake_launcher};
static char jdks_own; /* stands for a function: its address is compared */

/* What is bound after the event for that method, which is about to get the address. */
static void *bound_for(JNIEnv *env, struct fake_member *method, void *address) {
    void *bound = address;
    fake_jvm.callbacks.NativeMethodBind(fake_jvmti(), env, NULL, (jmethodID)method, address,
                                        &bound);
    check_given_back();
    return bound;
}

static void start(void) {
    CHECK_EQ(fake_start(""), JNI_OK);
}

static void jdks_function_is_replaced_wherever_the_jdk_has_the_method(void) {
    static struct fake_class of_8 = {"Ljava/lang/UNIXProcess;", 1};
    struct fake_member in_8 = {forks.name, JDK_FORK_SIGNATURE, &of_8};
    struct fake_member wrapped = {"$$agent$$forkAndExec", JDK_FORK_SIGNATURE, &fake_launcher};
    start();
    CHECK_EQ(bound_for(fake_entry_env(), &forks, (void *)fake_jdk_fork) == entry_launch, 1);
    CHECK_EQ(bound_for(fake_entry_env(), &wrapped, (void *)fake_jdk_fork) == entry_launch, 1);
    fake_jdk.library_has = "Java_java_lang_UNIXProcess_forkAndExec";
    CHECK_EQ(bound_for(fake_entry_env(), &in_8, (void *)fake_jdk_fork) == entry_launch, 1);
    CHECK_PAGE_LACKS("off: ");
}

static void other_methods_stay_as_they_are(void) {
    static struct fake_class of_application = {"Lcom/example/ProcessImpl;", 1};
    struct fake_member others[] = {
        {"fork", JDK_FORK_SIGNATURE, &fake_launcher},
        {"forkAndExecute", JDK_FORK_SIGNATURE, &fake_launcher},
        {"forkAndExec", "()V", &fake_launcher},
        {"forkAndExec", JDK_FORK_SIGNATURE, &of_application},
    };
    start();
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        CHECK_EQ(bound_for(fake_entry_env(), &others[i], &jdks_own) == &jdks_own, 1);
    }
    CHECK_EQ(bound_for(NULL, &forks, &jdks_own) == &jdks_own, 1); /* before the JVM's start */
    CHECK_PAGE_LACKS("off: ");
}

static void method_that_the_jvm_does_not_tell_of_stays_as_it_is(void) {
    static const char *const refused[] = {"GetMethodName", "GetMethodDeclaringClass",
                                          "GetClassSignature"};
    start();
    for (int i = 0; i < 3; i++) {
        fake_jvm.refuses = refused[i];
        CHECK_EQ(bound_for(fake_entry_env(), &forks, (void *)fake_jdk_fork) == entry_launch, 0);
    }
    fake_jvm.refuses = NULL;
    CHECK_EQ(bound_for(fake_entry_env(), &forks, (void *)fake_jdk_fork) == entry_launch, 1);
}

static void function_of_another_agent_stays_and_the_page_tells(void) {
    start();
    CHECK_EQ(bound_for(fake_entry_env(), &forks, &jdks_own) == &jdks_own, 1);
    CHECK_PAGE("off: forkAndExec is bound to the jar, another agent");
    CHECK_EQ(bound_for(fake_entry_env(), &forks, (void *)fake_jdk_fork) == entry_launch, 1);
    CHECK_PAGE_LACKS("off: ");
}

static void function_that_is_ours_already_stays(void) {
    start();
    CHECK_EQ(bound_for(fake_entry_env(), &forks, (void *)entry_launch) == entry_launch, 1);
    CHECK_PAGE_LACKS("off: ");
}

/* A JVM that is linked in one piece. */
static void without_libjava_what_the_jvm_binds_first_is_the_jdks(void) {
    fake_jdk.library_has = NULL;
    start();
    CHECK_EQ(bound_for(fake_entry_env(), &forks, &jdks_own) == entry_launch, 1);
    CHECK_PAGE_LACKS("off: ");
}

static const struct check_case cases[] = {
    CASE(jdks_function_is_replaced_wherever_the_jdk_has_the_method),
    CASE(other_methods_stay_as_they_are),
    CASE(method_that_the_jvm_does_not_tell_of_stays_as_it_is),
    CASE(function_of_another_agent_stays_and_the_page_tells),
    CASE(function_that_is_ours_already_stays),
    CASE(without_libjava_what_the_jvm_binds_first_is_the_jdks),
};

CHECK_MAIN(cases)
