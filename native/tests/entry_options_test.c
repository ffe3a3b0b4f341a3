/* Options of the native entry: words, numbers and problems as of the jar's. */
#include "entry_options.h"

#include "check.h"

static struct entry_values values;
static struct entry_options options;
static char problem_text[4096];
static struct note problems = {problem_text, sizeof problem_text, 0};

static void read_with(const char *arguments, char *const *environment, uint64_t original) {
    entry_values_add(&values, arguments, &problems);
    entry_values_of_environment(&values, environment, &problems);
    entry_options_read(&values, original, &options, &problems);
}

static const char *in_force(const char *arguments) {
    static char text[256];
    static const struct entry_values none;
    struct note note = {text, sizeof text, 0};
    values = none;
    problems.length = 0;
    problem_text[0] = '\0';
    read_with(arguments, NULL, 0);
    entry_options_write(&options, &note);
    return text;
}

#define DEFAULTS "enabled=true,strict=false,LimitNOFILE=select-safe,children=keep,sweep=off"

static void nothing_given_is_the_default(void) {
    CHECK_TEXT(in_force(NULL), DEFAULTS);
    CHECK_TEXT(in_force(""), DEFAULTS);
    CHECK_TEXT(in_force(",,"), DEFAULTS);
    CHECK_TEXT(in_force("LimitNOFILE="), DEFAULTS);
    CHECK_TEXT(problem_text, "");
    CHECK_EQ(options.limit.soft, 1024);
    CHECK_EQ(options.limit.hard, SPAWN_LIMIT_KEEP);
    CHECK_EQ(options.limit.only_lower, 1);
}

static void each_option_has_the_words_of_the_jar(void) {
    CHECK_TEXT(
        in_force("enabled=FALSE,strict=True,LimitNOFILE=inherit,children=strip,sweep=launch"),
        "enabled=false,strict=true,LimitNOFILE=inherit,children=strip,sweep=launch");
    CHECK_TEXT(problem_text, "");
    CHECK_EQ(options.strict_at_start, 0); /* the kill switch beats everything */
    CHECK_TEXT(in_force("sweep=launch,sweep=off,children=keep"), DEFAULTS);
}

static void control_characters_begin_no_line(void) {
    in_force("x\noff: y=1,sweep=a\nlibrary: /b\x7f");
    int lines = 0;
    for (const char *at = problem_text; *at != '\0'; at++) {
        lines += *at == '\n';
    }
    CHECK_EQ(lines, 2);
    CHECK_EQ(strstr(problem_text, "option 'x?off: y' (agent argument)") != NULL, 1);
    CHECK_EQ(strstr(problem_text, "the value 'a?library: /b?': ") != NULL, 1);
}

static void limit_is_written_as_systemd_writes_it(void) {
    in_force("LimitNOFILE=4096");
    CHECK_EQ(options.limit.soft, 4096);
    CHECK_EQ(options.limit.hard, 4096);
    CHECK_EQ(options.limit.only_lower, 0);
    CHECK_TEXT(in_force("LimitNOFILE=512:infinity"),
               "enabled=true,strict=false,LimitNOFILE=512:infinity,children=keep,sweep=off");
    CHECK_TEXT(in_force("LimitNOFILE=infinity"),
               "enabled=true,strict=false,LimitNOFILE=infinity:infinity,children=keep,sweep=off");
    in_force("LimitNOFILE=9223372036854775807");
    CHECK_EQ(options.limit.soft, INT64_MAX);
    CHECK_TEXT(problem_text, "");
}

static void original_limit_is_written_as_a_number(void) {
    char text[256];
    struct note note = {text, sizeof text, 0};
    in_force("");
    read_with("LimitNOFILE=original", NULL, 512);
    entry_options_write(&options, &note);
    CHECK_TEXT(text, "enabled=true,strict=false,LimitNOFILE=512,children=keep,sweep=off");
    CHECK_TEXT(problem_text, "");
}

#define CHILDREN_EXPECTED(value)                                                                   \
    "problem: option 'children' has the value '" value "': expected keep or strip\n"

static void comma_behind_a_backslash_belongs_to_the_value(void) {
    CHECK_TEXT(in_force("children=a\\,b,sweep=launch"),
               "enabled=true,strict=false,LimitNOFILE=select-safe,children=keep,sweep=launch");
    CHECK_TEXT(problem_text, CHILDREN_EXPECTED("a,b"));
    in_force("children=a\\b");
    CHECK_TEXT(problem_text, CHILDREN_EXPECTED("a\\b"));
    in_force("children=a\\");
    CHECK_TEXT(problem_text, CHILDREN_EXPECTED("a\\"));
}

static void property_wins_and_an_unknown_one_is_told(void) {
    in_force("sweep=off");
    entry_values_add_property(&values, "sweep", "launch", &problems);
    entry_options_read(&values, 0, &options, &problems);
    CHECK_EQ(options.sweeps, 1);
    CHECK_TEXT(problem_text, "");
    entry_values_add_property(&values, "rules", "file", &problems);
    CHECK_EQ(strstr(problem_text, "option 'rules' (system property) is not") != NULL, 1);
}

#define LIMIT_EXPECTED                                                                             \
    "': expected select-safe, inherit, original, a number, soft:hard or infinity\n"

static void wrong_limit_is_told_and_the_default_taken(void) {
    CHECK_TEXT(in_force("LimitNOFILE=12x"), DEFAULTS);
    CHECK_TEXT(problem_text, "problem: option 'LimitNOFILE' has the value '12x" LIMIT_EXPECTED);
    const char *wrong[] = {"-1", "1:", ":1", " 1", "9223372036854775808", "1:2:3", "infinity1"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char argument[64];
        snprintf(argument, sizeof argument, "LimitNOFILE=%s", wrong[i]);
        CHECK_TEXT(in_force(argument), DEFAULTS);
        CHECK_EQ(strstr(problem_text, LIMIT_EXPECTED) != NULL, 1);
    }
    CHECK_TEXT(in_force("LimitNOFILE=2:1"), DEFAULTS);
    CHECK_EQ(strstr(problem_text, "': its soft limit is above its hard limit\n") != NULL, 1);
}

static void original_is_what_the_caller_has_found(void) {
    read_with("LimitNOFILE=original", NULL, 256);
    CHECK_EQ(options.limit.soft, 256);
    CHECK_EQ(options.limit.hard, SPAWN_LIMIT_KEEP);
    CHECK_EQ(options.limit.only_lower, 1);
    CHECK_TEXT(in_force("LimitNOFILE=original"), DEFAULTS);
    CHECK_EQ(strstr(problem_text, "is unknown (its parent's limits") != NULL, 1);
}

static void option_of_the_jar_is_refused_by_its_name(void) {
    CHECK_TEXT(in_force("log=/tmp/x\\,y,rules,strict=false"), DEFAULTS);
    CHECK_TEXT(
        problem_text,
        "problem: option 'log' (agent argument) is not an option of the native entry, which"
        " has enabled, strict, LimitNOFILE, children and sweep: the jar (-javaagent) has all"
        " others\n"
        "problem: option 'rules' (agent argument) is not an option of the native entry, which"
        " has enabled, strict, LimitNOFILE, children and sweep: the jar (-javaagent) has all"
        " others\n");
    in_force("limitnofile=1");
    CHECK_EQ(strstr(problem_text, "option 'limitnofile' (agent argument)") != NULL, 1);
}

static void strict_without_a_meaning_counts_at_the_start(void) {
    in_force("strict");
    CHECK_TEXT(problem_text, "problem: option 'strict' has no value: write strict=VALUE\n");
    CHECK_EQ(options.strict_at_start, 1);
    in_force("strict=maybe");
    CHECK_EQ(options.strict_at_start, 1);
    CHECK_EQ(options.strict, 0);
    in_force("strict=");
    CHECK_EQ(options.strict_at_start, 1);
    in_force("enabled=,children=no,sweep=on");
    CHECK_EQ(options.enabled, 1);
    CHECK_EQ(
        strstr(problem_text, "'children' has the value 'no': expected keep or strip\n") != NULL, 1);
    CHECK_EQ(strstr(problem_text, "'sweep' has the value 'on': expected off or launch\n") != NULL,
             1);
    CHECK_EQ(strstr(problem_text, "'enabled' has the value '': expected true or false\n") != NULL,
             1);
}

static void flags_take_the_words_that_settings_take(void) {
    static const char *const on[] = {"strict=true", "strict=YES", "strict=On", "strict=1"};
    static const char *const off[] = {"enabled=false", "enabled=NO", "enabled=Off", "enabled=0"};
    for (int i = 0; i < 4; i++) {
        in_force(on[i]);
        CHECK_TEXT(problem_text, "");
        CHECK_EQ(options.strict, 1);
        in_force(off[i]);
        CHECK_TEXT(problem_text, "");
        CHECK_EQ(options.enabled, 0);
    }
    in_force("strict=\021");
    CHECK_EQ(options.strict, 0);
}

static void environment_wins_over_the_arguments(void) {
    char *const environment[] = {(char *)"PROCEX_SWEEP=off", (char *)"PROCEXX=1",
                                 (char *)"PROCEX_LOG=/tmp/log", (char *)"PROCEX_CHILDREN=strip",
                                 NULL};
    read_with("sweep=launch", environment, 0);
    CHECK_EQ(options.sweeps, 0);
    CHECK_EQ(options.strips, 1);
    CHECK_EQ(strstr(problem_text, "option 'PROCEX_LOG' (environment variable) is not") != NULL, 1);
    CHECK_EQ(strstr(problem_text, "PROCEXX") == NULL, 1);
}

/* Whatever its length: nothing is written beyond what it is given. */
static void long_text_is_cut(void) {
    char argument[8192];
    memset(argument, 'a', sizeof argument);
    memcpy(argument, "sweep=", 6);
    argument[sizeof argument - 1] = '\0';
    CHECK_TEXT(in_force(argument), DEFAULTS);
    CHECK_EQ(strlen(problem_text) < sizeof problem_text, 1);
    memset(argument, 'b', 100);
    for (int i = 0; i < 200; i++) {
        entry_values_add(&values, argument, &problems);
    }
    CHECK_EQ(strlen(problem_text), sizeof problem_text - 1);
}

static const struct check_case cases[] = {
    CASE(original_limit_is_written_as_a_number),
    CASE(comma_behind_a_backslash_belongs_to_the_value),
    CASE(property_wins_and_an_unknown_one_is_told),
    CASE(nothing_given_is_the_default),
    CASE(each_option_has_the_words_of_the_jar),
    CASE(control_characters_begin_no_line),
    CASE(limit_is_written_as_systemd_writes_it),
    CASE(wrong_limit_is_told_and_the_default_taken),
    CASE(original_is_what_the_caller_has_found),
    CASE(option_of_the_jar_is_refused_by_its_name),
    CASE(strict_without_a_meaning_counts_at_the_start),
    CASE(flags_take_the_words_that_settings_take),
    CASE(environment_wins_over_the_arguments),
    CASE(long_text_is_cut),
};

CHECK_MAIN(cases)
