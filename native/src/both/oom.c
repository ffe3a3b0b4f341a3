#include "oom.h"

#include "sys_settings.h"
#include "text.h"

enum { DIGITS = 16 };

static int parse(const char *text, size_t length) {
    int negative = length > 0 && text[0] == '-';
    int value = 0;
    for (size_t i = (size_t)negative; i < length && text_is_digit(text[i]); i++) {
        value = value * 10 + (text[i] - '0');
    }
    return negative ? -value : value;
}

/* Returns where the number begins, at the end of text. */
static char *format(char text[DIGITS], int value) {
    char *at = text + DIGITS;
    unsigned left = value < 0 ? 0U - (unsigned)value : (unsigned)value;
    do {
        *--at = (char)('0' + left % 10);
        left /= 10;
    } while (left != 0);
    if (value < 0) {
        *--at = '-';
    }
    return at;
}

long oom_score_set(const char *path, const struct setting *setting) {
    char text[DIGITS];
    const int wanted = (int)setting->value[0];
    long fd = sys_openat(path, SYS_O_RDWR | SYS_O_CLOEXEC);
    if (fd < 0) {
        return fd;
    }
    long result = sys_read((int)fd, text, sizeof text);
    int is_enough = setting->flags & SETTING_FLAG_ONLY_TIGHTEN && result > 0 &&
                    parse(text, (size_t)result) >= wanted;
    if (result >= 0 && !is_enough) {
        const char *number = format(text, wanted);
        result = sys_write((int)fd, number, (size_t)(text + DIGITS - number));
    }
    sys_close((int)fd);
    return result < 0 ? result : 0;
}
