#include "entry_report.h"

#include "entry_state.h"
#include "libc.h"
#include "text.h"

static const char displaced[] = "forkAndExec is bound to the jar, another agent or another copy"
                                " of this library";

static const char *why_off(void) {
    if (!native_entry.options->enabled) {
        return "it is switched off (enabled=false)";
    }
    return native_entry.obstacle == NULL && native_entry.is_displaced ? displaced
                                                                      : native_entry.obstacle;
}

const char *entry_own_file(void) {
    return libc_file_of((const void *)entry_own_file);
}

static void tell_file(struct note *note) {
    const char *file = entry_own_file();
    note_add(note, "library: ");
    note_add_foreign(note, file == NULL ? "?" : file, file == NULL ? 1 : text_length(file));
    note_add(note, "\n");
}

/* The last one may be cut, and then lacks its end. */
static void add_lines(struct note *note, const char *lines) {
    note_add(note, lines);
    if (note->text[note->length - 1] != '\n') {
        note_add(note, "\n");
    }
}

void entry_report(void) {
    char text[sizeof entry_page()->text];
    struct note note = {text, sizeof text, 0};
    const char *off = why_off();
    note_add(&note,
             "version: " PROCEX_VERSION "\nentry: "); /* LibraryVersion.java looks for this */
    note_add(&note, native_entry.how);
    if (off != NULL) {
        note_add(&note, "\noff: ");
        note_add(&note, off);
    }
    note_add(&note, "\noptions: ");
    entry_options_write(native_entry.options, &note);
    note_add(&note, "\n");
    add_lines(&note, native_entry.wrong_argument_text);
    add_lines(&note, native_entry.problem_text);
    if (native_entry.refused.length > 0) {
        note_add(&note, "ladder: ");
        note_add(&note, native_entry.refused_text);
        note_add(&note, "\n");
    }
    tell_file(&note); /* last, since it may be as long as the page */
    entry_page_tell(text);
}
