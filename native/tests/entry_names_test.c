/* Which arguments and variables of the native entry are options, and how much of a value counts. */
#include "entry_options.h"

#include "check.h"

static struct entry_options options;
static char problem_text[4096];

static void read_with(const char *arguments, char *const *environment) {
    struct entry_values values = {0};
    struct note problems = {problem_text, sizeof problem_text, 0};
    problem_text[0] = '\0';
    entry_values_add(&values, arguments, &problems);
    entry_values_of_environment(&values, environment, &problems);
    entry_options_read(&values, 0, &options, &problems);
}

static int tells(const char *problem) {
    return strstr(problem_text, problem) != NULL;
}

static void strict_without_a_value_yields_to_one_with_a_value(void) {
    read_with("strict,strict=false", NULL);
    CHECK_EQ(options.strict_at_start, 0);
    read_with("strict=false,strict", NULL);
    CHECK_EQ(options.strict_at_start, 0);
}

static void name_that_only_begins_like_an_option_is_another(void) {
    char *const environment[] = {(char *)"PROCEX_SWEEPS=launch", NULL};
    read_with("stricter=true,strictness", environment);
    CHECK_EQ(options.strict_at_start, 0);
    CHECK_EQ(options.sweeps, 0);
    CHECK_EQ(tells("option 'stricter' (agent argument) is not"), 1);
    CHECK_EQ(tells("option 'strictness' (agent argument) is not"), 1);
    CHECK_EQ(tells("option 'PROCEX_SWEEPS' (environment variable) is not"), 1);
}

/* What is left of it may be a right one. */
static void value_that_is_cut_is_told(void) {
    char argument[256] = "sweep=";
    memset(argument + 6, 'a', ENTRY_VALUE - 2);
    read_with(argument, NULL);
    CHECK_EQ(tells("too long"), 0);
    memset(argument + 6, 'a', ENTRY_VALUE);
    read_with(argument, NULL);
    CHECK_EQ(tells("a': it is too long, and cut\n"), 1);
}

static const struct check_case cases[] = {
    CASE(strict_without_a_value_yields_to_one_with_a_value),
    CASE(name_that_only_begins_like_an_option_is_another),
    CASE(value_that_is_cut_is_told),
};

CHECK_MAIN(cases)
