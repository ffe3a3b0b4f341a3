#include "answer.h"

#include <stdio.h>
#include <string.h>

#include "errnos.h"
#include "excuses.h"

int answer_is_right(const struct jvm_trials *trials, const char *line) {
    return strcmp(line, trials->expected) == 0 || strcmp(line, trials->by_jdk) == 0;
}

/* The program runs, and lacks a setting, which the agent's log tells; or the fault excuses it. */
static int may_say_so(const struct jvm_trials *trials, const char *line,
                      const struct fault *fault) {
    const int has_ended = strncmp(line, "ended with ", 11) == 0;
    if (has_ended && excuses(fault, EXCUSES_PROGRAM)) {
        return 1;
    }
    return strncmp(line, "ended with 0,", 13) == 0 &&
           (trials->has_settings || excuses(fault, EXCUSES_LIMIT));
}

/* An exception of the JDK's form with that errno, or of the agent's under rules. */
static int tells_why(const char *line, const struct fault *fault) {
    char words[3][32];
    snprintf(words[0], sizeof words[0], "error=%d,", fault->error);
    snprintf(words[1], sizeof words[1], "error: %d ", fault->error);
    snprintf(words[2], sizeof words[2], "errno %d ",
             fault->error); /* the core has no name for it */
    return strncmp(line, "failed ", 7) == 0 &&
           (strstr(line, words[0]) != NULL || strstr(line, words[1]) != NULL ||
            strstr(line, words[2]) != NULL || strstr(line, errnos_name(fault->error)) != NULL ||
            excuses(fault, EXCUSES_REASON));
}

int answer_is_excused(const struct jvm_trials *trials, const char *line,
                      const struct fault *fault) {
    return may_say_so(trials, line, fault) || tells_why(line, fault);
}
