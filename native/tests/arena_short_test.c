/* A launch by Java for which the arena has no room, at each place: there it fails, and leaves
 * nothing. */
#include "fake_jvm.h"
#include "java_numbers.h"
#include "launch.h"
#include "refuse.h"
#include "settings_block.h"

extern jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved);

static int left = -1; /* pieces that the arena has room for; below 0: for all */

void *__real_arena_take(struct arena *arena, size_t size);
void *__wrap_arena_take(struct arena *arena, size_t size);

void *__wrap_arena_take(struct arena *arena, size_t size) {
    return left-- == 0 ? NULL : __real_arena_take(arena, size);
}

static void *method(const char *name) {
    for (int i = 0; i < fake_method_count; i++) {
        if (strcmp(fake_methods[i].name, name) == 0) {
            return fake_methods[i].fnPtr;
        }
    }
    return NULL;
}

static int names_put;

static void put(JNIEnv *env, jobjectArray array, jsize place, jobject element) {
    (void)env, (void)array, (void)place, (void)element;
    names_put++;
}

static void drop(JNIEnv *env, jobject object) {
    (void)env, (void)object;
}

static jint prepare(void) {
    jint refused[2 * SPAWN_RUNGS];
    struct fake_array none = {0, NULL};
    struct fake_array reasons = {2 * SPAWN_RUNGS, refused};
    struct JNINativeInterface_ *functions = (struct JNINativeInterface_ *)*fake_env();
    jint (*call)(JNIEnv *, jclass, jobjectArray, jintArray);
    functions->SetObjectArrayElement = put;
    functions->DeleteLocalRef = drop;
    CHECK_EQ(JNI_OnLoad(fake_vm(), NULL), JNI_VERSION_1_8);
    *(void **)&call = method("prepare");
    return call(fake_env(), NULL, (jobjectArray)&none, (jintArray)&reasons);
}

static char program[4096];
static jlong version[CORE(VERSION_SIZE)];
static struct fake_array version_array = {CORE(VERSION_SIZE), version};

/* What rules decide on. */
static void find(void) {
    jint outcome[CORE(RESOLVED_SIZE)];
    struct fake_array name = {(jsize)strlen(program) + 1, program};
    struct fake_array names = {CORE(RESOLVED_NAMES), NULL};
    struct fake_array outcomes = {CORE(RESOLVED_SIZE), outcome};
    jint (*call)(JNIEnv *, jclass, jbyteArray, jbyteArray, jboolean, jobjectArray, jlongArray,
                 jintArray);
    *(void **)&call = method("resolve");
    jint fd = call(fake_env(), NULL, (jbyteArray)&name, NULL, 0, (jobjectArray)&names,
                   (jlongArray)&version_array, (jintArray)&outcomes);
    CHECK_EQ(fd >= 0, 1);
    close(fd);
}

static jlong configure(void) {
    static const char words[] = "-javaagent:x\0";
    struct fake_array stripped = {sizeof words, words};
    jlong (*call)(JNIEnv *, jclass, jlong, jlong, jint, jbyteArray);
    *(void **)&call = method("configure");
    return call(fake_env(), NULL, 1024, 1024, 0, (jbyteArray)&stripped);
}

/* With all that takes a piece of the arena. The child's end is in fds[1]. */
static jint spawn(jlong core, jint fds[3], jint outcome[]) {
    static const char environment[] = "A=b\0JAVA_TOOL_OPTIONS=-javaagent:x -Xmx9m\0";
    static struct block block;
    static jlong seen[CORE(FIGURES)];
    struct fake_array name = {(jsize)strlen(program) + 1, program};
    struct fake_array words = {sizeof "one", "one"};
    struct fake_array variables = {sizeof environment - 1, environment};
    struct fake_array directory = {sizeof "/", "/"};
    struct fake_array ends = {3, fds};
    struct fake_array outcomes = {CORE(OUTCOME_SIZE_WITH_SETTINGS), outcome};
    struct fake_array figures = {CORE(FIGURES), seen};
    struct fake_array names = {CORE(NAMES), NULL};
    block.size = 0;
    BLOCK_LIST(&block, SETTING_ENVIRONMENT, "C=d");
    BLOCK_LIST(&block, SETTING_TRACE, "TRACEPARENT=1");
    struct fake_array settings = {(jsize)block.size, block.words};
    fds[0] = fds[1] = fds[2] = -1;
    jint (*call)(JNIEnv *, jclass, jlong, jbyteArray, jbyteArray, jint, jbyteArray, jint,
                 jbyteArray, jboolean, jbyteArray, jint, jbyteArray, jint, jlongArray, jintArray,
                 jintArray, jlongArray, jobjectArray);
    *(void **)&call = method("spawn");
    return call(fake_env(), NULL, core, (jbyteArray)&name, (jbyteArray)&words, 1,
                (jbyteArray)&variables, 2, (jbyteArray)&directory, 0, (jbyteArray)&settings, 0,
                (jbyteArray)&name, CORE(HOW_PINNED), (jlongArray)&version_array, (jintArray)&ends,
                (jintArray)&outcomes, (jlongArray)&figures, (jobjectArray)&names);
}

static void check_child(jint pid, const jint fds[3]) {
    int status;
    const char *text = launch_read(fds[1]);
    CHECK_LINE(text, "arg <one>");
    CHECK_LINE(text, "fds 0 1 2");
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(status, 0);
    for (int i = 0; i < 3; i++) {
        close(fds[i]);
    }
}

static void launch_without_room_anywhere_fails_and_leaves_nothing(void) {
    jint fds[3];
    jint outcome[CORE(OUTCOME_SIZE_WITH_SETTINGS)];
    int failures = 0;
    CHECK_EQ(realpath("report_child", program) != NULL, 1);
    prepare();
    find();
    jlong core = configure();
    int before = open_descriptors();
    for (int room = 0; left < 0; room++) {
        left = room;
        names_put = 0;
        jint pid = spawn(core, fds, outcome);
        if (pid > 0) {
            check_child(pid, fds);
            CHECK_EQ(names_put > 0,
                     room > 0); /* without the observation, which only records want */
        } else {
            failures++;
            CHECK_EQ(fds[1], -1);
            CHECK_EQ(outcome[CORE(OUTCOME_ERROR)] == ENOMEM ||
                         outcome[CORE(OUTCOME_ERROR)] == EINVAL,
                     1);
        }
        check_nothing_left(before);
    }
    CHECK_EQ(failures >= 10, 1);
}

static void launch_without_memory_for_a_configuration_has_the_usual_limit(void) {
    int status;
    jint fds[3];
    jint outcome[CORE(OUTCOME_SIZE_WITH_SETTINGS)];
    CHECK_EQ(realpath("report_child", program) != NULL, 1);
    prepare();
    find();
    pid_t without_memory = fork();
    if (without_memory == 0) {
        CHECK_EQ(refuse(&(struct refusal){SYS_mmap, 0, 0, ENOMEM}), 0);
        CHECK_EQ(configure(), 0);
        _exit(0);
    }
    CHECK_EQ(waitpid(without_memory, &status, 0), without_memory);
    CHECK_EQ(status, 0);
    jint pid = spawn(0, fds, outcome);
    CHECK_EQ(strstr(launch_read(fds[1]), "\nnofile 1024 ") != NULL, 1);
    CHECK_EQ(waitpid(pid, NULL, 0), pid);
}

static const struct check_case cases[] = {
    CASE(launch_without_room_anywhere_fails_and_leaves_nothing),
    CASE(launch_without_memory_for_a_configuration_has_the_usual_limit),
};

CHECK_MAIN(cases)
