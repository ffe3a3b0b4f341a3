/* What children's JVMs lose of the options that they find in their environment. */
#include "environment.h"

#include <string.h>

#include "check.h"

static const char flag[] =
    "-javaagent:/opt/agent.jar\0-javaagent:'/opt/my agent.jar'=strict=true\0";

/* The only entry after stripping, or "none". */
static const char *stripped(const char *entry) {
    static struct arena arena;
    char *envp[] = {strdup(entry), NULL};
    CHECK_EQ(arena_open(&arena, environment_room(flag, envp)), 0);
    char *const *result = environment_stripped(flag, &arena, envp);
    const char *text = result[0] == NULL ? "none" : strdup(result[0]);
    CHECK_TEXT(envp[0], entry);
    arena_close(&arena);
    return text;
}

static void the_word_goes_wherever_it_stands(void) {
    CHECK_TEXT(stripped("JAVA_TOOL_OPTIONS=-Xmx1g -javaagent:/opt/agent.jar -Da=b"),
               "JAVA_TOOL_OPTIONS=-Xmx1g -Da=b");
    CHECK_TEXT(stripped("JDK_JAVA_OPTIONS=-javaagent:/opt/agent.jar\t-Da=b"),
               "JDK_JAVA_OPTIONS=-Da=b");
    CHECK_TEXT(stripped("_JAVA_OPTIONS=-Da=b -javaagent:/opt/agent.jar"), "_JAVA_OPTIONS=-Da=b ");
    CHECK_TEXT(stripped("JAVA_TOOL_OPTIONS=-Da -javaagent:'/opt/my agent.jar'=strict=true -Db"),
               "JAVA_TOOL_OPTIONS=-Da -Db");
}

static void a_variable_goes_with_its_last_word(void) {
    CHECK_TEXT(stripped("JAVA_TOOL_OPTIONS=-javaagent:/opt/agent.jar"), "none");
    CHECK_TEXT(stripped("JAVA_TOOL_OPTIONS= -javaagent:/opt/agent.jar \n"), "none");
}

static void all_else_stays_to_the_byte(void) {
    const char *others[] = {
        "JAVA_TOOL_OPTIONS=-javaagent:/opt/agent.jar=strict=true",
        "JAVA_TOOL_OPTIONS=-javaagent:/opt/agent.jar2",
        "JAVA_TOOL_OPTIONS=-javaagent:/opt/agent.ja",
        "JAVA_TOOL_OPTIONS=\"-Da= -javaagent:/opt/agent.jar \"",
        "JAVA_TOOL_OPTIONS=",
        "JAVA_TOOL_OPTIONS=  -Da  ",
        "MY_JAVA_TOOL_OPTIONS=-javaagent:/opt/agent.jar",
        "OTHER=-javaagent:/opt/agent.jar",
        "no equals sign",
    };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        CHECK_TEXT(stripped(others[i]), others[i]);
    }
}

static void without_words_the_vector_is_the_same(void) {
    char *envp[] = {strdup("JAVA_TOOL_OPTIONS=-javaagent:/opt/agent.jar"), NULL};
    CHECK_EQ(environment_stripped(NULL, NULL, envp) == envp, 1);
}

static const struct check_case cases[] = {
    CASE(the_word_goes_wherever_it_stands),
    CASE(a_variable_goes_with_its_last_word),
    CASE(all_else_stays_to_the_byte),
    CASE(without_words_the_vector_is_the_same),
};

CHECK_MAIN(cases)
