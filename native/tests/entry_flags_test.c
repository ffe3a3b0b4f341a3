/* Which words of the JVM's own environment load the library, whatever its name there. */
#include "entry_flags.h"

#include "check.h"

static char found[4096];

static int find(const char *variable) {
    char *const environment[] = {(char *)"PATH=/bin", (char *)variable, NULL};
    memset(found, 'x', sizeof found);
    return entry_flags_find(environment, "/bin/sh", found, sizeof found);
}

static void word_is_found_in_each_variable_and_form(void) {
    CHECK_EQ(find("JAVA_TOOL_OPTIONS=-Xmx1g -agentpath:/bin/sh=sweep=launch -ea"), 1);
    CHECK_TEXT(found, "-agentpath:/bin/sh=sweep=launch");
    CHECK_EQ(found[sizeof "-agentpath:/bin/sh=sweep=launch"], '\0');
    CHECK_EQ(find("_JAVA_OPTIONS=-javaagent:/usr/../bin/sh"), 1);
    CHECK_EQ(find("JDK_JAVA_OPTIONS=\t-agentpath:/bin/sh\n-agentpath:/bin/sh"), 2);
    CHECK_TEXT(found, "-agentpath:/bin/sh");
    CHECK_TEXT(found + sizeof "-agentpath:/bin/sh", "-agentpath:/bin/sh");
}

static void library_that_is_looked_for_is_found_by_its_name(void) {
    char *const environment[] = {
        (char *)"JAVA_TOOL_OPTIONS=-agentlib:procex=sweep=launch -agentlib:jdwp -agentlib:proce"
                " -agentlib:procex.so -agentlib: -agentlib:procex",
        NULL};
    CHECK_EQ(entry_flags_find(environment, "/lib/libprocex.so", found, sizeof found), 2);
    CHECK_TEXT(found, "-agentlib:procex=sweep=launch");
    CHECK_EQ(entry_flags_find(environment, "/opt/procex", found, sizeof found), 0);
    CHECK_EQ(entry_flags_find(environment, "/lib/", found, sizeof found), 0);
}

static void quotes_hold_words_together(void) {
    CHECK_EQ(find("JAVA_TOOL_OPTIONS='-agentpath:/bin/sh'=\"a b\" -x"), 1);
    CHECK_TEXT(found, "'-agentpath:/bin/sh'=\"a b\"");
    CHECK_EQ(find("JAVA_TOOL_OPTIONS=\"-Dx= -agentpath:/bin/sh\""), 0);
    CHECK_EQ(find("JAVA_TOOL_OPTIONS='-agentpath:/bin/sh"), 1);
}

static void other_libraries_and_variables_stay(void) {
    CHECK_EQ(find("JAVA_TOOL_OPTIONS=-agentpath:/bin/ls -agentpath: -agentlib:sh"), 0);
    CHECK_TEXT(found, "");
    CHECK_EQ(find("OTHER=-agentpath:/bin/sh"), 0);
    CHECK_EQ(find("JAVA_TOOL_OPTIONS="), 0);
    CHECK_EQ(entry_flags_find(NULL, "/bin/sh", found, sizeof found), 0);
}

static void what_has_no_room_is_left_out(void) {
    char *const environment[] = {(char *)"JAVA_TOOL_OPTIONS=-agentpath:/bin/sh", NULL};
    char small[8];
    CHECK_EQ(entry_flags_find(environment, "/bin/sh", small, sizeof small), 0);
    CHECK_TEXT(small, "");
}

static const struct check_case cases[] = {
    CASE(word_is_found_in_each_variable_and_form),
    CASE(library_that_is_looked_for_is_found_by_its_name),
    CASE(quotes_hold_words_together),
    CASE(other_libraries_and_variables_stay),
    CASE(what_has_no_room_is_left_out),
};

CHECK_MAIN(cases)
