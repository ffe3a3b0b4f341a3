#include "entry_fit.h"

#include "entry_flags.h"
#include "entry_report.h"
#include "entry_state.h"
#include "filtered.h"
#include "libc.h"
#include "spawn_words.h"
#include "sys.h"

enum { STRIPPED = 8192 };

/* Finds flags of both forms: the file may be the jar. NULL if they cannot be looked for. */
static const char *flags_to_strip(void) {
    const char *file = entry_own_file();
    long place = sys_mmap(STRIPPED, SYS_PROT_READ_WRITE);
    if (file == NULL || sys_is_error(place)) {
        note_add(&native_entry.problems,
                 "problem: children=strip is not possible: the library's own file cannot"
                 " be found\n");
        return NULL;
    }
    entry_flags_find(libc_environ(), file, (char *)place, STRIPPED);
    return (const char *)place;
}

/* Beyond all descriptors: asks without doing. */
static int can_sweep(void) {
    long error = filtered(FILTERED_CLOSE_RANGE)
                     ? -SYS_EPERM
                     : sys_close_range(~0U, ~0U, SYS_CLOSE_RANGE_CLOEXEC);
    if (error < 0) {
        note_add(&native_entry.problems,
                 "problem: sweep=launch is not possible: close_range refused, ");
        note_add_error(&native_entry.problems, (int)-error);
        note_add(&native_entry.problems, "\n");
    }
    return error == 0;
}

void entry_fit(struct entry_options *read) {
    const char *stripped = read->strips ? flags_to_strip() : NULL;
    read->strips = stripped != NULL;
    read->stripped = stripped == NULL || *stripped == '\0' ? NULL : stripped;
    read->sweeps = read->sweeps && can_sweep();
}
