/* The native entry attached to a JVM that runs, which may refuse what it always grants. */
#include "fake_entry.h"
#include "refuse.h"

static struct fake_class handles = {"Ljava/lang/ProcessHandleImpl;", 1};
static int called_handles;

static jmethodID static_method(JNIEnv *env, jclass type, const char *name, const char *signature) {
    static struct fake_member get;
    (void)env;
    CHECK_EQ(type == (jclass)&handles, 1);
    get = (struct fake_member){name, signature, &handles};
    if (fake_refuses("GetStaticMethodID")) {
        fake_jvm.is_pending = 1;
        return NULL;
    }
    return (jmethodID)&get;
}

static jint unregister(JNIEnv *env, jclass type) {
    (void)env;
    CHECK_EQ(type == (jclass)&handles, 1);
    return fake_refuses("UnregisterNatives") ? -1 : 0;
}

/* ProcessHandleImpl.get calls isAlive0, which the JVM binds again. */
static jobject call_static(JNIEnv *env, jclass type, jmethodID method, ...) {
    struct fake_member alive = {"isAlive0", "(J)J", (struct fake_class *)type};
    void *bound = &alive;
    CHECK_TEXT(((struct fake_member *)method)->name, "get");
    called_handles++;
    fake_jvm.callbacks.NativeMethodBind(fake_jvmti(), env, NULL, (jmethodID)&alive, &alive, &bound);
    CHECK_EQ(bound == &alive, 1);
    CHECK_EQ(fake_jvm.bound.fnPtr == (void *)entry_launch, fake_jvm.refuses == NULL);
    fake_jvm.references++;
    return (jobject)&handles;
}

static void run_jvm(struct fake_class *first, struct fake_class *second) {
    struct JNINativeInterface_ *functions = (struct JNINativeInterface_ *)*fake_entry_env();
    functions->GetStaticMethodID = static_method;
    functions->UnregisterNatives = unregister;
    functions->CallStaticObjectMethod = call_static;
    fake_jvm.classes[0] = first;
    fake_jvm.classes[1] = second;
}

static void check_bound(int by_handles) {
    CHECK_EQ(fake_attach(""), JNI_OK);
    CHECK_EQ(called_handles, by_handles);
    CHECK_TEXT(fake_jvm.bound.name, "forkAndExec");
    CHECK_TEXT(fake_jvm.bound.signature, JDK_FORK_SIGNATURE);
    CHECK_EQ(fake_jvm.bound.fnPtr == (void *)entry_launch, 1);
    CHECK_PAGE("entry: native, attached\n");
    CHECK_PAGE_LACKS("off: ");
    check_given_back();
}

static void method_is_bound_while_the_jdk_calls_another_one(void) {
    run_jvm(&handles, &fake_launcher);
    check_bound(1);
}

static void without_the_jdks_other_class_the_method_is_bound_directly(void) {
    run_jvm(&fake_launcher, NULL);
    check_bound(0);
}

static void without_the_jdks_other_method_the_method_is_bound_directly(void) {
    run_jvm(&handles, &fake_launcher);
    fake_jvm.refuses = "GetStaticMethodID";
    check_bound(0);
}

static void other_method_that_stays_bound_is_not_called(void) {
    run_jvm(&handles, &fake_launcher);
    fake_jvm.refuses = "UnregisterNatives";
    check_bound(0);
}

static void launching_class_of_jdk_8_is_another_one(void) {
    static struct fake_class of_8 = {"Ljava/lang/ProcessImpl;", 1};
    fake_launcher.signature = "Ljava/lang/UNIXProcess;";
    fake_jvm.version = 1;
    run_jvm(&of_8, &fake_launcher);
    check_bound(0);
}

static void check_unbound(int result) {
    CHECK_EQ(fake_attach(""), result);
    CHECK_EQ(fake_jvm.bound.fnPtr == NULL, 1);
    check_given_back();
}

/* Then the event will come. */
static void class_that_is_not_linked_yet_is_bound_later(void) {
    check_unbound(JNI_OK);
    fake_launcher.is_linked = 0;
    run_jvm(&fake_launcher, NULL);
    check_unbound(JNI_OK);
    fake_launcher.is_linked = 1;
    fake_jvm.refuses = "GetClassMethods";
    check_unbound(JNI_OK);
    fake_jvm.refuses = "GetMethodDeclaringClass";
    check_unbound(JNI_OK);
    CHECK_PAGE_LACKS("off: ");
}

static void jvm_that_tells_no_classes_is_an_obstacle(void) {
    static const char *const refused[] = {"GetEnv of JNI", "PushLocalFrame",
                                          "GetClassLoaderClasses"};
    run_jvm(&fake_launcher, NULL);
    for (int i = 0; i < 3; i++) {
        fake_jvm.refuses = refused[i];
        check_unbound(JNI_ERR);
        CHECK_PAGE("off: the JVM does not report which classes are loaded\n");
    }
}

static void method_that_cannot_be_bound_is_an_obstacle(void) {
    run_jvm(&handles, &fake_launcher);
    fake_jvm.refuses = "RegisterNatives";
    check_unbound(JNI_ERR);
    CHECK_PAGE("off: another agent has replaced forkAndExec by a Java method\n");
}

static void without_the_jdks_own_function_nothing_is_bound(void) {
    run_jvm(&fake_launcher, NULL);
    fake_jdk.library_has = NULL;
    check_unbound(JNI_ERR);
    CHECK_PAGE("off: the JDK's own forkAndExec was not found in libjava\n");
}

static void jar_keeps_the_launches(void) {
    static struct fake_class jars[] = {{"Ljava/lang/ProcexCore;", 1},
                                       {"Lsun/net/TelnetProtocolException;", 1}};
    for (int i = 0; i < 2; i++) {
        run_jvm(&fake_launcher, &jars[i]);
        check_unbound(JNI_ERR);
        CHECK_PAGE("off: forkAndExec is bound to the jar");
    }
}

static void without_memory_the_command_hears_of_it(void) {
    CHECK_EQ(refuse(&(struct refusal){SYS_mmap, 0, 0, ENOMEM}), 0);
    check_unbound(JNI_ENOMEM);
}

static void strict_and_wrong_changes_nothing(void) {
    run_jvm(&fake_launcher, NULL);
    CHECK_EQ(fake_attach("strict=true,sweep=maybe"), JNI_ERR);
    CHECK_PAGE("off: it was attached with strict=true, and not all that was asked for");
    CHECK_EQ(entry_launch_is_used(), 0);
    check_bound(0);
    CHECK_EQ(fake_attach("strict=true,sweep=maybe"), JNI_ERR);
    CHECK_PAGE("problem: it was attached with strict=true");
    CHECK_PAGE("the earlier options stay in force\n");
    CHECK_PAGE("strict=false");
    CHECK_EQ(native_entry.in_force->strict, 0);
}

static void switched_off_it_hands_launches_to_the_jdk(void) {
    run_jvm(&fake_launcher, NULL);
    CHECK_EQ(fake_attach("enabled=false"), JNI_OK);
    CHECK_PAGE("off: it is switched off (enabled=false)\n");
    CHECK_EQ(fake_jvm.bound.fnPtr == NULL, 1);
}

static const struct check_case cases[] = {
    CASE(method_is_bound_while_the_jdk_calls_another_one),
    CASE(without_the_jdks_other_class_the_method_is_bound_directly),
    CASE(without_the_jdks_other_method_the_method_is_bound_directly),
    CASE(other_method_that_stays_bound_is_not_called),
    CASE(launching_class_of_jdk_8_is_another_one),
    CASE(class_that_is_not_linked_yet_is_bound_later),
    CASE(jvm_that_tells_no_classes_is_an_obstacle),
    CASE(method_that_cannot_be_bound_is_an_obstacle),
    CASE(without_the_jdks_own_function_nothing_is_bound),
    CASE(jar_keeps_the_launches),
    CASE(without_memory_the_command_hears_of_it),
    CASE(strict_and_wrong_changes_nothing),
    CASE(switched_off_it_hands_launches_to_the_jdk),
};

CHECK_MAIN(cases)
