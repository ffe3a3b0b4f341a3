/* Called by both sides: see child.h for what may be done in the child. */
#include "oom.h"

#include "signals.h"
#include "sys_settings.h"
#include "text.h"

enum { DIGITS = 16, MOST_MILLISECONDS = 100 };

static int parse(const char *text, size_t length) {
    int negative = length > 0 && text[0] == '-';
    int value = 0;
    for (size_t i = (size_t)negative; i < length && text[i] >= '0' && text[i] <= '9'; i++) {
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
    int is_enough = setting->flags & SETTING_ONLY_TIGHTEN && result > 0 &&
                    parse(text, (size_t)result) >= wanted;
    if (result >= 0 && !is_enough) {
        const char *number = format(text, wanted);
        result = sys_write((int)fd, number, (size_t)(text + DIGITS - number));
    }
    sys_close((int)fd);
    return result < 0 ? result : 0;
}

static void sleep_a_millisecond(void) {
    uint32_t nobody_wakes = 0;
    struct sys_timespec timeout = {0, 1000000};
    sys_futex_wait(&nobody_wakes, 0, &timeout);
}

/*
 * A vfork child lets its parent go before the memory of its new program may be dumped
 * (begin_new_exec: exec_mmap, then set_dumpable). Nothing tells of the latter.
 */
static long set_when_dumpable(const char *path, const struct setting *setting) {
    long error = oom_score_set(path, setting);
    for (int i = 0; i < MOST_MILLISECONDS && error == -SYS_EACCES; i++) {
        sleep_a_millisecond();
        error = oom_score_set(path, setting);
    }
    return error;
}

long oom_score_set_of(int pid, const struct setting *setting) {
    const char before[] = "/proc/";
    const char after[] = "/oom_score_adj";
    char path[sizeof before + sizeof after + DIGITS];
    char *at = text_append(path, before, sizeof before - 1);
    at = text_append_number(at, pid);
    text_append(at, after, sizeof after);
    uint64_t mask = signals_block(); /* each would cut a millisecond short */
    long error = set_when_dumpable(path, setting);
    signals_restore(mask);
    return error;
}
