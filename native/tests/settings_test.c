/* Settings of children: each takes effect there, and leaves this process as it is. */
#include "settings_launch.h"

static void scheduling_is_the_childs_alone(void) {
    struct block block = {0};
    const uint64_t batch[] = {SCHED_BATCH, 0};
    cpu_set_t before;
    cpu_set_t after;
    int nice_before = getpriority(PRIO_PROCESS, 0);
    launch_prepare();
    sched_getaffinity(0, sizeof before, &before);
    int first = 0;
    while (!CPU_ISSET(first, &before)) {
        first++;
    }
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(first, &one);
    block_number(&block, SETTING_NICE, SETTING_FLAG_REQUIRED, 17);
    block_add(&block, SETTING_CPU_SCHEDULING_POLICY, SETTING_FLAG_REQUIRED, batch, sizeof batch);
    block_add(&block, SETTING_CPU_AFFINITY, SETTING_FLAG_REQUIRED, &one, sizeof one);
    block_number(&block, SETTING_IO_SCHEDULING_CLASS, SETTING_FLAG_REQUIRED, 3 << 13);
    const char *text = report(&block);
    CHECK_LINE(text, "nice 17");
    CHECK_LINE(text, "policy 3");
    CHECK_LINE(text, "ioprio 24576");
    CHECK_EQ(strstr(text, "Cpus_allowed:") != NULL, 1);
    sched_getaffinity(0, sizeof after, &after);
    CHECK_EQ(CPU_EQUAL(&before, &after), 1);
    CHECK_EQ(syscall(SYS_sched_getscheduler, 0), SCHED_OTHER); /* musl asks nobody */
    CHECK_EQ(getpriority(PRIO_PROCESS, 0), nice_before);
}

static void privileges_and_mask_are_the_childs_alone(void) {
    struct block block = {0};
    launch_prepare();
    mode_t before = umask(027);
    block_number(&block, SETTING_UMASK, SETTING_FLAG_REQUIRED, 077);
    block_number(&block, SETTING_NO_NEW_PRIVILEGES, SETTING_FLAG_REQUIRED, 1);
    block_number(&block, SETTING_IGNORE_SIGPIPE, SETTING_FLAG_REQUIRED, 1);
    const char *text = report(&block);
    CHECK_LINE(text, "umask 077");
    CHECK_LINE(text, "no-new-privileges 1");
    CHECK_LINE(text, "ignored 13");
    CHECK_EQ(umask(before), 027);
    CHECK_EQ(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 0);
    CHECK_EQ(prctl(PR_GET_DUMPABLE), 1);
}

static void working_directory_yields_to_that_of_the_launch(void) {
    struct block block = {0};
    launch_prepare();
    block_add(&block, SETTING_WORKING_DIRECTORY, SETTING_FLAG_REQUIRED, "/usr", sizeof "/usr");
    CHECK_LINE(shell(&block, "pwd"), "/usr");
    block.size = 0; /* nor need it exist */
    block_add(&block, SETTING_WORKING_DIRECTORY, SETTING_FLAG_REQUIRED, "/no/such",
              sizeof "/no/such");
    char *argv[] = {NULL, (char *)"/bin/sh", (char *)"-c", (char *)"pwd", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch.request.dir = "/";
    launch_with(&launch, &block);
    CHECK_TEXT(output_of(&launch), "/\n");
}

static void environment_is_passed_then_set_then_unset(void) {
    struct block block = {0};
    launch_prepare();
    clearenv();
    setenv("KEPT", "1", 1);
    setenv("DROPPED", "1", 1);
    setenv("REPLACED", "old", 1);
    setenv("GONE", "1", 1);
    setenv("STAYS", "other", 1);
    BLOCK_LIST(&block, SETTING_ENVIRONMENT, "REPLACED=new\0ADDED=a b\0UNDONE=x");
    BLOCK_LIST(&block, SETTING_PASS_ENVIRONMENT, "KEPT\0REPLACED\0GONE\0STAYS");
    BLOCK_LIST(&block, SETTING_UNSET_ENVIRONMENT, "GONE\0STAYS=this\0UNDONE");
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    struct arena arena;
    CHECK_EQ(arena_open(&arena, 0), 0);
    char *const *envp = settings_environment(&settings, &arena, environ, environ);
    CHECK_TEXT(envp[0], "KEPT=1");
    CHECK_TEXT(envp[1], "STAYS=other");
    CHECK_TEXT(envp[2], "REPLACED=new");
    CHECK_TEXT(envp[3], "ADDED=a b");
    CHECK_EQ(envp[4] == NULL, 1);
}

/* The child's environment, beside a JVM with own; a trace of two groups. */
static char *const *traced(char *const *envp, char *const *own) {
    static struct arena arena;
    static struct block block;
    block.size = 0;
    BLOCK_LIST(&block, SETTING_TRACE, "TRACEPARENT=now\0TRACESTATE");
    BLOCK_LIST(&block, SETTING_TRACE, "BAGGAGE=now");
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    CHECK_EQ(arena_open(&arena, 0), 0);
    return settings_environment(&settings, &arena, envp, own);
}

static void trace_replaces_that_of_the_jvm(void) {
    char *own[] = {(char *)"TRACEPARENT=old", (char *)"A=1", (char *)"TRACESTATE=old", NULL};
    char *const *envp = traced(own, own);
    CHECK_TEXT(envp[0], "A=1");
    CHECK_TEXT(envp[1], "TRACEPARENT=now");
    CHECK_TEXT(envp[2], "BAGGAGE=now");
    CHECK_EQ(envp[3] == NULL, 1);
    char *none[] = {NULL};
    CHECK_TEXT(traced(none, NULL)[0], "TRACEPARENT=now");
}

static void trace_leaves_what_the_application_has_given(void) {
    char *own[] = {(char *)"TRACEPARENT=old", NULL};
    char *given[] = {(char *)"TRACESTATE=given", (char *)"TRACEPARENT=old", NULL};
    char *const *envp = traced(given, own);
    CHECK_TEXT(envp[0], "TRACESTATE=given");
    CHECK_TEXT(envp[1], "TRACEPARENT=old");
    CHECK_TEXT(envp[2], "BAGGAGE=now");
    CHECK_EQ(envp[3] == NULL, 1);
}

static void operator_decides_over_a_trace(void) {
    struct block block = {0};
    char *own[] = {(char *)"PATH=/bin", (char *)"TRACEPARENT=old", NULL};
    BLOCK_LIST(&block, SETTING_ENVIRONMENT, "BAGGAGE=operator's");
    BLOCK_LIST(&block, SETTING_UNSET_ENVIRONMENT, "TRACEPARENT");
    BLOCK_LIST(&block, SETTING_TRACE, "TRACEPARENT=now\0TRACESTATE=now");
    BLOCK_LIST(&block, SETTING_TRACE, "BAGGAGE=now");
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    struct arena arena;
    CHECK_EQ(arena_open(&arena, 0), 0);
    char *const *envp = settings_environment(&settings, &arena, own, own);
    CHECK_TEXT(envp[0], "PATH=/bin");
    CHECK_TEXT(envp[1], "BAGGAGE=operator's");
    CHECK_EQ(envp[2] == NULL, 1);
}

static void required_setting_that_fails_ends_the_launch(void) {
    struct block block = {0};
    launch_prepare();
    int before = open_descriptors();
    char *argv[] = {NULL, (char *)"/bin/true", NULL};
    block_add(&block, SETTING_WORKING_DIRECTORY, SETTING_FLAG_REQUIRED, "/no/such",
              sizeof "/no/such");
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    CHECK_EQ(launch.result.pid, -1);
    CHECK_EQ(launch.result.step, SPAWN_STEP_SETTING);
    CHECK_EQ(launch.result.error, ENOENT);
    CHECK_EQ(settings.required_failed, SETTING_WORKING_DIRECTORY);
    check_nothing_left(before);
}

static void other_setting_that_fails_is_noted(void) {
    struct block block = {0};
    launch_prepare();
    block_add(&block, SETTING_WORKING_DIRECTORY, 0, "/no/such", sizeof "/no/such");
    block_number(&block, SETTING_UMASK, 0, 077);
    CHECK_LINE(report(&block), "umask 077");
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].number, SETTING_WORKING_DIRECTORY);
    CHECK_EQ(settings.failed[0].error, ENOENT);
}

static void setting_that_nobody_applies_is_noted(void) {
    struct block block = {0};
    launch_prepare();
    block_number(&block, SETTING_NONE, 0, 1); /* all others below those of limits are taken */
    CHECK_LINE(report(&block), "umask 022");
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].number, SETTING_NONE);
    CHECK_EQ(settings.failed[0].error, ENOSYS);
}

static void child_whose_parent_has_ended_already_ends_too(void) {
    struct block block = {0};
    launch_prepare();
    block_number(&block, SETTING_DIE_WITH_PARENT, SETTING_FLAG_REQUIRED, SIGKILL);
    CHECK_LINE(report(&block), "death-signal 9");
    char *argv[] = {NULL, (char *)"/bin/true", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    settings.parent = 1;
    launch.request.settings = &settings;
    launch_run(&launch);
    CHECK_EQ(launch_wait(&launch), 128 + SIGKILL);
}

static void block_that_ends_early_is_refused(void) {
    struct block block = {0};
    block_number(&block, SETTING_UMASK, 0, 077);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size - 8), -EINVAL);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, 4), -EINVAL);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, 0), 0);
}

static void check_refused(int number, const void *value, size_t size) {
    struct block block = {0};
    block_add(&block, number, 0, value, size);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), -EINVAL);
}

static void value_that_would_be_read_beyond_is_refused(void) {
    const uint64_t one_limit[] = {1000};
    const uint64_t two_limits[] = {1000, 1000};
    const uint64_t two_instructions[] = {2, 0};
    const struct {
        uint64_t restricted;
        uint64_t paths;
        struct settings_path path;
        char text[8];
    } without_end = {12, 1, {12, 0, 8}, {'/', 'u', 's', 'r', '/', 'b', 'i', 'n'}};
    check_refused(SETTING_NICE, "", 0);
    check_refused(SETTING_LIMIT, one_limit, sizeof one_limit);
    check_refused(SETTING_LIMIT_NOFILE, two_limits, sizeof two_limits);
    check_refused(SETTING_SYSTEM_CALL_FILTER, two_instructions, sizeof two_instructions);
    check_refused(SETTING_ENVIRONMENT, "A=b\0C=d", 8);
    check_refused(SETTING_WORKING_DIRECTORY, "/usr/bin", 8);
    check_refused(SETTING_EXEC_PATHS, &without_end, sizeof without_end);
    check_refused(SETTING_EXEC_PATHS, &without_end, 16);
}

static const struct check_case cases[] = {
    CASE(scheduling_is_the_childs_alone),
    CASE(privileges_and_mask_are_the_childs_alone),
    CASE(working_directory_yields_to_that_of_the_launch),
    CASE(environment_is_passed_then_set_then_unset),
    CASE(trace_replaces_that_of_the_jvm),
    CASE(trace_leaves_what_the_application_has_given),
    CASE(operator_decides_over_a_trace),
    CASE(required_setting_that_fails_ends_the_launch),
    CASE(other_setting_that_fails_is_noted),
    CASE(setting_that_nobody_applies_is_noted),
    CASE(child_whose_parent_has_ended_already_ends_too),
    CASE(block_that_ends_early_is_refused),
    CASE(value_that_would_be_read_beyond_is_refused),
};

CHECK_MAIN(cases)
