/* -agentpath in a JVM, or under a kernel, that refuses something: the JVM starts, and is told why.
 */
#include "fake_entry.h"
#include "preparation.h"
#include "refuse.h"

#include <sys/mman.h>

static void jvm_that_grants_all_has_launches_by_the_core(void) {
    CHECK_EQ(fake_start(""), JNI_OK);
    CHECK_PAGE("entry: native, at start\n");
    CHECK_PAGE_LACKS("off: ");
    CHECK_PAGE_LACKS("problem: ");
    CHECK_EQ(fake_jvm.callbacks.NativeMethodBind == NULL, 0);
    CHECK_EQ(entry_launch_is_used(), 1);
    check_given_back();
}

static void check_off(const char *refuses, const char *why) {
    fake_jvm.refuses = refuses;
    CHECK_EQ(fake_start("LimitNOFILE=inherit"), JNI_OK);
    CHECK_PAGE(why);
    CHECK_PAGE("LimitNOFILE=inherit");
    CHECK_EQ(preparation_is_done(), 0);
    check_given_back();
}

static void jvm_without_jvmti_is_told(void) {
    check_off("GetEnv of JVMTI", "off: this JVM has no JVMTI\n");
}

static void jvm_without_the_capability_is_told(void) {
    check_off("AddCapabilities", "off: this JVM does not report native methods");
}

static void jvm_without_callbacks_is_told(void) {
    check_off("SetEventCallbacks", "off: this JVM does not report native methods");
}

static void jvm_without_the_event_is_told(void) {
    check_off("SetEventNotificationMode", "off: this JVM does not report native methods");
}

static void give_properties(void) {
    static const char *const given[][2] = {
        {"java.home", "/"}, {"procex.sweep", "launch"}, {"procex.LimitNOFILE", "77"}};
    memcpy(fake_jvm.properties, given, sizeof given);
}

static void properties_win_over_arguments(void) {
    give_properties();
    CHECK_EQ(fake_start("LimitNOFILE=inherit"), JNI_OK);
    CHECK_PAGE("LimitNOFILE=77:77,children=keep,sweep=launch\n");
    check_given_back();
}

static void without_properties_arguments_hold(void) {
    give_properties();
    fake_jvm.refuses = "GetSystemProperties";
    CHECK_EQ(fake_start("LimitNOFILE=inherit"), JNI_OK);
    CHECK_PAGE("LimitNOFILE=inherit,children=keep,sweep=off\n");
    check_given_back();
}

/* As if it had been taken away in between. */
static void property_without_a_value_counts_as_not_given(void) {
    give_properties();
    fake_jvm.refuses = "GetSystemProperty";
    fake_jvm.after = 1;
    CHECK_EQ(fake_start("LimitNOFILE=inherit"), JNI_OK);
    CHECK_PAGE("LimitNOFILE=inherit,children=keep,sweep=launch\n");
    check_given_back();
}

static void refuse_call(int number, int argument, unsigned mask, int error) {
    CHECK_EQ(refuse(&(struct refusal){number, argument, mask, error}), 0);
}

static void check_no_sweep(int error) {
    refuse_call(SYS_close_range, 0, 0, error);
    CHECK_EQ(fake_start("sweep=launch,LimitNOFILE=99"), JNI_OK);
    CHECK_PAGE("LimitNOFILE=99:99,children=keep,sweep=off\n");
    CHECK_PAGE("problem: sweep=launch is not possible: close_range refused, EPERM\n");
}

static void sweep_that_the_kernel_refuses_is_off(void) {
    check_no_sweep(EPERM);
}

static void sweep_that_a_filter_kills_for_is_off(void) {
    check_no_sweep(REFUSE_BY_KILLING);
}

static void without_memory_all_is_as_if_it_were_not_there(void) {
    refuse_call(SYS_mmap, 0, 0, ENOMEM);
    CHECK_EQ(fake_start("strict=true"), JNI_OK);
    CHECK_EQ(entry_launch_is_used(), 0);
    CHECK_EQ(fake_jvm.callbacks.NativeMethodBind == NULL, 1);
    CHECK_TEXT(entry_page()->text, "");
}

static void without_memory_for_a_second_one_the_first_holds(void) {
    CHECK_EQ(fake_start("LimitNOFILE=inherit"), JNI_OK);
    refuse_call(SYS_mmap, 0, 0, ENOMEM);
    CHECK_EQ(fake_start("LimitNOFILE=99"), JNI_OK);
    CHECK_EQ(fake_start("enabled=false"), JNI_OK);
    CHECK_PAGE("LimitNOFILE=inherit");
    CHECK_EQ(native_entry.in_force->limit.soft, SPAWN_LIMIT_KEEP);
}

static void second_one_cannot_switch_the_first_off(void) {
    CHECK_EQ(fake_start("LimitNOFILE=99,children=strip"), JNI_OK);
    CHECK_EQ(fake_start("enabled=false,LimitNOFILE=88"), JNI_OK);
    CHECK_PAGE("options: enabled=true,strict=false,LimitNOFILE=99:99,children=strip");
    CHECK_PAGE("problem: a later -agentpath with enabled=false is ignored");
    CHECK_EQ(native_entry.in_force->limit.soft, 99);
    check_given_back();
}

/* What it writes on stderr, and its status. */
static const char *started_strictly(const char *options, int *status) {
    static char text[1024];
    int ends[2];
    CHECK_EQ(pipe(ends), 0);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(ends[1], 2);
        fake_start(options);
        _exit(0);
    }
    close(ends[1]);
    ssize_t size = read(ends[0], text, sizeof text - 1);
    text[size < 0 ? 0 : size] = '\0';
    CHECK_EQ(waitpid(pid, status, 0), pid);
    return text;
}

static void strict_start_ends_with_the_obstacle_in_one_line(void) {
    int status;
    CHECK_TEXT(started_strictly("strict=true", &status), "");
    CHECK_EQ(status, 0);
    fake_jvm.refuses = "SetEventCallbacks";
    CHECK_TEXT(started_strictly("strict=true", &status),
               "procex-agent: this JVM does not report native methods (NativeMethodBind);"
               " the JVM is not started (strict=true)\n");
    CHECK_EQ(status, 1 << 8);
}

static void strict_start_ends_if_no_rung_works(void) {
    int status;
    refuse_call(SYS_clone3, 0, 0, ENOSYS);
    refuse_call(SYS_clone, 0, 0x4000, EPERM); /* CLONE_VFORK */
    CHECK_TEXT(started_strictly("strict=true", &status),
               "procex-agent: no rung of the ladder works; the JVM is not started (strict=true)\n");
    CHECK_EQ(status, 1 << 8);
}

static void second_copy_is_an_obstacle_to_a_strict_start_alone(void) {
    int status;
    int file = (int)syscall(SYS_memfd_create, "procex-entry", 0);
    CHECK_EQ(ftruncate(file, 4096), 0);
    CHECK_EQ(mmap(NULL, 4096, PROT_READ, MAP_SHARED, file, 0) == MAP_FAILED, 0);
    CHECK_TEXT(started_strictly("", &status), "");
    CHECK_EQ(status, 0);
    CHECK_TEXT(started_strictly("strict=true", &status),
               "procex-agent: another copy of this library is already loaded;"
               " the JVM is not started (strict=true)\n");
    CHECK_EQ(status, 1 << 8);
}

static const struct check_case cases[] = {
    CASE(jvm_that_grants_all_has_launches_by_the_core),
    CASE(jvm_without_jvmti_is_told),
    CASE(jvm_without_the_capability_is_told),
    CASE(jvm_without_callbacks_is_told),
    CASE(jvm_without_the_event_is_told),
    CASE(properties_win_over_arguments),
    CASE(without_properties_arguments_hold),
    CASE(property_without_a_value_counts_as_not_given),
    CASE(sweep_that_the_kernel_refuses_is_off),
    CASE(sweep_that_a_filter_kills_for_is_off),
    CASE(without_memory_all_is_as_if_it_were_not_there),
    CASE(without_memory_for_a_second_one_the_first_holds),
    CASE(second_one_cannot_switch_the_first_off),
    CASE(strict_start_ends_with_the_obstacle_in_one_line),
    CASE(strict_start_ends_if_no_rung_works),
    CASE(second_copy_is_an_obstacle_to_a_strict_start_alone),
};

CHECK_MAIN(cases)
