/*
 * Reads the interpreter line as load_script of fs/binfmt_script.c does, but for what only concerns
 * the argument: an interpreter that is read in another way than the kernel reads it is another
 * program.
 */
#include "script.h"

#include "text.h"

static int is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

/* Both look at last, too; NULL if there is none. */
static const char *next_not_blank(const char *first, const char *last) {
    for (; first <= last; first++) {
        if (!is_blank(*first)) {
            return first;
        }
    }
    return NULL;
}

static const char *next_terminator(const char *first, const char *last) {
    for (; first <= last; first++) {
        if (is_blank(*first) || *first == '\0') {
            return first;
        }
    }
    return NULL;
}

/* The newline; NULL if a NUL or the end of the head comes first. */
static const char *newline(const char *head) {
    for (int i = 0; i < SCRIPT_HEAD && head[i] != '\0'; i++) {
        if (head[i] == '\n') {
            return head + i;
        }
    }
    return NULL;
}

/*
 * Returns where the line ends, or NULL if the kernel would not execute it: without a newline, it
 * must see the end of the interpreter's name.
 */
static const char *end_of_line(const char *head) {
    const char *last = head + SCRIPT_HEAD - 1;
    const char *end = newline(head);
    if (end != NULL) {
        return end;
    }
    const char *name = next_not_blank(head + 2, last);
    return name == NULL || next_terminator(name, last) == NULL ? NULL : last;
}

static enum script_kind parse_line(const char *head, char *interpreter) {
    const char *end = end_of_line(head);
    const char *name = end == NULL ? NULL : next_not_blank(head + 2, end);
    if (name == NULL || name == end) {
        return SCRIPT_UNKNOWN;
    }
    size_t length = 0;
    while (name + length < end && !is_blank(name[length]) && name[length] != '\0') {
        length++;
    }
    *text_append(interpreter, name, length) = '\0';
    return SCRIPT_SCRIPT;
}

enum script_kind script_parse(const char head[SCRIPT_HEAD], char interpreter[SCRIPT_HEAD]) {
    if (head[0] == '\177' && head[1] == 'E' && head[2] == 'L' && head[3] == 'F') {
        return SCRIPT_BINARY;
    }
    return head[0] == '#' && head[1] == '!' ? parse_line(head, interpreter) : SCRIPT_UNKNOWN;
}
