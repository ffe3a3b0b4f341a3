#include "spawn_words.h"

#include "errno_name.h"

static const char *const rungs[] = {"shared-table", "close-range", "proc-walk", "close-loop",
                                    "declined"};

static const char *const steps[SPAWN_STEPS] = {"none",  "memory", "pipe",    "slot",  "clone",
                                               "table", "stdio",  "close",   "limit", "signal",
                                               "chdir", "exec",   "setting", "filter"};

void note_add_error(struct note *note, int error) {
    const char *name = errno_name(error);
    if (name != NULL) {
        note_add(note, name);
        return;
    }
    note_add(note, "errno ");
    note_add_number(note, (uint64_t)error);
}

void spawn_describe(const struct spawn_result *result, struct note *note) {
    note_add(note, "step ");
    note_add(note, steps[result->step]);
    note_add(note, " failed: ");
    note_add_error(note, result->error);
    note_add(note, " (rung ");
    note_add(note, rungs[result->rung]);
    note_add(note, ")");
}

void spawn_describe_refusals(const struct spawn_ladder *ladder, struct note *note) {
    const char *separator = "";
    for (int rung = 0; rung < SPAWN_RUNGS; rung++) {
        if (ladder->refused[rung].step == SPAWN_STEP_NONE) {
            continue;
        }
        note_add(note, separator);
        note_add(note, rungs[rung]);
        note_add(note, " refused: step ");
        note_add(note, steps[ladder->refused[rung].step]);
        note_add(note, ", ");
        note_add_error(note, ladder->refused[rung].error);
        separator = "; ";
    }
}
