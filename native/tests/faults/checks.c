#include "checks.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "excuses.h"
#include "ladder.h"
#include "spawn_request.h"
#include "tracer.h"

struct trial trial;

static _Noreturn void violate(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(trial.shared->violation, sizeof trial.shared->violation, format, arguments);
    va_end(arguments);
    _exit(1);
}

static int excused(enum excuse excuse) {
    return trial.fault != NULL && excuses(trial.fault, excuse);
}

/* The first lines in which both differ, one after the other. */
static const char *difference(const char *got, const char *wanted) {
    static char text[512];
    size_t line = 0;
    size_t i = 0;
    for (; got[i] == wanted[i] && got[i] != '\0'; i++) {
        line = got[i] == '\n' ? i + 1 : line;
    }
    snprintf(text, sizeof text, "\"%.*s\", not \"%.*s\"", (int)strcspn(got + line, "\n"),
             got + line, (int)strcspn(wanted + line, "\n"), wanted + line);
    return text;
}

/* The program is what it was without a trial.fault, or what it lacks is told. */
static void check_good(const struct told *told, const char *when) {
    const struct told *expected = &trial.shared->expected;
    if (excused(EXCUSES_PROGRAM)) {
        return;
    }
    if (told->code != expected->code) {
        violate("%s: the program ended with %d, not %d", when, told->code, expected->code);
    }
    if (strcmp(told->text, expected->text) != 0 && told->missed <= expected->missed &&
        !excused(EXCUSES_LIMIT)) {
        violate("%s: the program says %s", when, difference(told->text, expected->text));
    }
}

static void check_failed(const struct told *told, const char *when) {
    if (trial.fault == NULL) {
        return;
    }
    const struct told *expected = &trial.shared->expected;
    if (told->step == SPAWN_STEP_NONE || told->error == 0) {
        violate("%s: it failed, and no reason is told", when);
    }
    if (excused(EXCUSES_PROGRAM)) {
        return;
    }
    const int is_expected = !expected->is_good && told->error == expected->error;
    const int is_own = (trial.scenario->flags & HAS_OWN_REASONS) != 0;
    if (told->error != trial.fault->error && !is_expected && !is_own && !excused(EXCUSES_REASON) &&
        told->rung == 0) {
        violate("%s: it failed with %s in step %d", when, strerror(told->error), told->step);
    }
}

void check_told(const struct told *told, const char *when) {
    if (told->is_left && !excused(EXCUSES_GROUP)) {
        violate("%s: a group or a process is left", when);
    }
    if (told->is_good && trial.shared->expected.is_good) {
        check_good(told, when);
    } else if (told->is_good && !excused(EXCUSES_PROGRAM)) {
        violate("%s: it was launched, which it should not", when);
    } else if (!told->is_good) {
        check_failed(told, when);
    }
}

void check_execs(const struct told *seen, int runs) {
    int launched = 0;
    for (int i = 0; i < runs; i++) {
        launched += seen[i].is_good;
    }
    int wanted = trial.scenario->flags & LAUNCHES_NOTHING ? 0 : launched;
    int may_be_more = trial.scenario->flags & MAY_END_WHAT_RAN;
    if (tracer_report->execs < wanted || (tracer_report->execs > wanted && !may_be_more)) {
        violate("%d programs were executed, and %d are told of", tracer_report->execs, wanted);
    }
}

static int is_state_excused(void) {
    return excused(EXCUSES_STATE) ||
           ((trial.scenario->flags & LAUNCHES_NOTHING) != 0 && excused(EXCUSES_SET)) ||
           ((trial.scenario->flags & WAKES) != 0 && excused(EXCUSES_WAKER));
}

void check_nothing_left(const struct state *before, const char *when) {
    static struct state now;
    char text[256];
    if (waitpid(-1, NULL, WNOHANG | __WALL) != -1 && !excused(EXCUSES_ZOMBIE)) {
        violate("%s: a child is left", when);
    }
    if (state_threads() > 0) {
        violate("%s: a thread is left", when);
    }
    state_take(&now);
    if ((before->blocked & ~now.blocked) != 0) {
        violate("%s: signals %llx are blocked no more", when, before->blocked & ~now.blocked);
    }
    const int grown = (trial.scenario->flags & PREPARES) != 0 || excused(EXCUSES_MEMORY);
    state_compare(before, &now, grown, text, sizeof text);
    if (text[0] != '\0' && !is_state_excused()) {
        violate("%s: %s", when, text);
    }
    if (state_of_lanes()[0] != '\0') {
        violate("%s: %s", when, state_of_lanes());
    }
}

/* As good as before the trial.fault, but for the rung. */
void check_later_launch(const struct state *before) {
    static struct told later;
    memset(&later, 0, sizeof later);
    trial.scenario->run(&later);
    trial.shared->later = later;
    const struct told *expected = &trial.shared->expected;
    if (later.is_good != expected->is_good && later.rung != SPAWN_NO_RUNG) {
        violate("later: failed with %s in step %d", strerror(later.error), later.step);
    }
    check_nothing_left(before, "later");
    if (later.is_good) {
        const struct fault *over = trial.fault;
        trial.fault = NULL;
        check_good(&later, "later");
        trial.fault = over;
    }
}

void check_release(void) {
    static struct state now;
    ladder_release();
    state_take(&now);
    for (int fd = 0; fd < STATE_DESCRIPTORS; fd++) {
        if (now.is_open[fd] > 1 && !excused(EXCUSES_RESERVED)) {
            violate("descriptor %d stays reserved", fd);
        }
    }
}
