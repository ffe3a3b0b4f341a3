#include "entry_strict.h"

#include "entry_state.h"
#include "sys.h"

/* The one place where it speaks up, in one line. */
static void end_start(const char *failure) {
    char text[1024];
    struct note line = {text, sizeof text - 1, 0};
    size_t length = 0;
    while (failure[length] != '\0' && failure[length] != '\n') {
        length++;
    }
    note_add(&line, "procex-agent: ");
    note_add_bytes(&line, failure, length);
    note_add(&line, "; the JVM is not started (strict=true)\n");
    sys_write(2, text, line.length);
    sys_exit_group(1);
}

void entry_strict_check(void) {
    if (native_entry.wrong_arguments.length > 0) {
        end_start(native_entry.wrong_argument_text + sizeof ENTRY_PROBLEM - 1);
    }
    if (native_entry.problems.length > 0) {
        end_start(native_entry.problem_text + sizeof ENTRY_PROBLEM - 1);
    }
    if (native_entry.obstacle != NULL) {
        end_start(native_entry.obstacle);
    }
}
