/* The finished library beside the libc of this program, loaded and called as a JVM does. */
#include "fake_library.h"

#include "java_numbers.h"
#include "launch.h"

typedef jint spawn_method(JNIEnv *, jclass, jlong, jbyteArray, jbyteArray, jint, jbyteArray, jint,
                          jbyteArray, jboolean, jbyteArray, jint, jbyteArray, jint, jlongArray,
                          jintArray, jintArray, jlongArray, jobjectArray);

static jint prepare(void) {
    jint refused[2 * SPAWN_RUNGS];
    struct fake_array none = {0, NULL};
    struct fake_array reasons = {2 * SPAWN_RUNGS, refused};
    jint (*call)(JNIEnv *, jclass, jobjectArray, jintArray);
    *(void **)&call = method("prepare");
    return call(fake_env(), NULL, (jobjectArray)&none, (jintArray)&reasons);
}

/* Returns the pid, and the parent's ends in fds. arguments: count strings, each with its NUL. */
static jint spawn(const char *program, const char *arguments, int size, int count, jint fds[3],
                  jint outcome[]) {
    struct fake_array name = {(jsize)strlen(program) + 1, program};
    struct fake_array words = {size, arguments};
    struct fake_array all_fds = {3, fds};
    struct fake_array all_outcomes = {CORE(OUTCOME_SIZE), outcome};
    spawn_method *call;
    *(void **)&call = method("spawn");
    return call(fake_env(), NULL, 0, (jbyteArray)&name, (jbyteArray)&words, count, NULL, 0, NULL, 0,
                NULL, 0, NULL, 0, NULL, (jintArray)&all_fds, (jintArray)&all_outcomes, NULL, NULL);
}

static void library_registers_its_methods_and_picks_the_highest_rung(void) {
    load();
    CHECK_EQ(fake_method_count > 20, 1);
    launch_prepare(); /* the tests' own copy of the core */
    ladder_release();
    CHECK_EQ(prepare(), launch_ladder.rung);
}

static void child_has_its_arguments_and_nothing_but_0_1_2(void) {
    static const char arguments[] = "two words\0";
    jint fds[3] = {-1, -1, -1};
    jint outcome[CORE(OUTCOME_SIZE)];
    load();
    prepare();
    jint pid = spawn("./report_child", arguments, sizeof arguments, 2, fds, outcome);
    CHECK_EQ(outcome[CORE(OUTCOME_ERROR)], 0);
    const char *text = launch_read(fds[1]);
    CHECK_LINE(text, "fds 0 1 2");
    CHECK_LINE(text, "blocked");
    CHECK_LINE(text, "arg <two words>");
    CHECK_LINE(text, "arg <>");
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(status, 0);
}

static void program_that_is_not_there_is_told_by_number_and_in_libcs_words(void) {
    jint fds[3] = {-1, -1, -1};
    jint outcome[CORE(OUTCOME_SIZE)];
    jbyteArray (*words)(JNIEnv *, jclass, jint);
    load();
    prepare();
    CHECK_EQ(spawn("/no/such/program", "", 0, 0, fds, outcome), -1);
    CHECK_EQ(outcome[CORE(OUTCOME_STEP)], CORE(STEP_EXEC));
    CHECK_EQ(outcome[CORE(OUTCOME_ERROR)], ENOENT);
    *(void **)&words = method("strerror");
    CHECK_TEXT(((struct fake_array *)words(fake_env(), NULL, ENOENT))->elements, strerror(ENOENT));
}

static void nothing_stands_before_libcs_execve(void) {
    jboolean (*interposed)(JNIEnv *, jclass);
    load();
    *(void **)&interposed = method("execIsInterposed");
    CHECK_EQ(interposed(fake_env(), NULL), 0);
}

static const struct check_case cases[] = {
    CASE(library_registers_its_methods_and_picks_the_highest_rung),
    CASE(child_has_its_arguments_and_nothing_but_0_1_2),
    CASE(program_that_is_not_there_is_told_by_number_and_in_libcs_words),
    CASE(nothing_stands_before_libcs_execve),
};

CHECK_MAIN(cases)
