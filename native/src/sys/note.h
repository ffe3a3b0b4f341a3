/* Text that grows in a place of fixed size, and is cut where that ends. */
#ifndef PROCEX_NOTE_H
#define PROCEX_NOTE_H

#include <stddef.h>
#include <stdint.h>

struct note {
    char *text; /* always ends with a NUL */
    size_t size;
    size_t length;
};

static inline void note_add_bytes(struct note *note, const char *bytes, size_t count) {
    for (size_t i = 0; i < count && note->length + 1 < note->size; i++) {
        note->text[note->length++] = bytes[i];
    }
    note->text[note->length] = '\0';
}

static inline void note_add(struct note *note, const char *text) {
    while (*text != '\0') {
        note_add_bytes(note, text++, 1);
    }
}

/* Text of others must not begin a line of its own. */
static inline void note_add_foreign(struct note *note, const char *bytes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char c = (unsigned char)bytes[i] < ' ' || bytes[i] == 0x7f ? '?' : bytes[i];
        note_add_bytes(note, &c, 1);
    }
}

static inline void note_add_number(struct note *note, uint64_t number) {
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    note_add_bytes(note, digits + at, sizeof digits - at);
}

#endif
