/* The few string functions that both sides of the clone need. They touch only their arguments. */
#ifndef PROCEX_TEXT_H
#define PROCEX_TEXT_H

#include <stddef.h>

static inline size_t text_length(const char *text) {
    size_t length = 0;
    while (text[length] != '\0') {
        length++;
    }
    return length;
}

static inline int text_contains(const char *text, char wanted) {
    for (; *text != '\0'; text++) {
        if (*text == wanted) {
            return 1;
        }
    }
    return 0;
}

static inline int text_is(const char *text, const char *other) {
    while (*text != '\0' && *text == *other) {
        text++;
        other++;
    }
    return *text == *other;
}

static inline int text_starts(const char *text, const char *start) {
    while (*start != '\0' && *text == *start) {
        text++;
        start++;
    }
    return *start == '\0';
}

static inline int text_is_digit(int c) {
    return (unsigned)c - '0' < 10;
}

/* What follows the first such key; empty if there is none. */
static inline const char *text_behind(const char *key, const char *text) {
    while (*text != '\0' && !text_starts(text, key)) {
        text++;
    }
    return *text == '\0' ? text : text + text_length(key);
}

/* The number that a text of digits stands for; -1 for any other text. */
static inline int text_number(const char *text) {
    int value = 0;
    if (*text == '\0') {
        return -1;
    }
    for (; *text != '\0'; text++) {
        if (!text_is_digit(*text)) {
            return -1;
        }
        value = value * 10 + (*text - '0');
    }
    return value;
}

/* Copies length bytes and returns the place after the last. */
static inline char *text_append(char *to, const char *from, size_t length) {
    for (size_t i = 0; i < length; i++) {
        to[i] = from[i];
    }
    return to + length;
}

/* Writes the digits of a number that is not negative, and returns the place after the last. */
static inline char *text_append_number(char *to, int number) {
    char digits[10];
    int length = 0;
    do {
        digits[length++] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    while (length > 0) {
        *to++ = digits[--length];
    }
    return to;
}

#endif
