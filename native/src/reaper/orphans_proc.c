#include "orphans_proc.h"

#include "filtered.h"
#include "sys.h"
#include "text.h"

enum {
    PATH_SIZE = 64,
    CHUNK = 4096,
    STATUS_SIZE = 16384, /* a process may be of a thousand groups, named before its numbers */
};

long orphans_proc_usable(void) {
    char self[16];
    if (filtered(FILTERED_READLINKAT)) {
        return -SYS_EPERM;
    }
    long size = sys_readlink("/proc/self", self, sizeof self - 1);
    self[size > 0 ? size : 0] = '\0';
    return text_number(self) == (int)sys_getpid() ? 0 : -SYS_ESRCH;
}

static long open_file(const char *start, int number, const char *end) {
    char path[PATH_SIZE];
    char *at = text_append(path, start, text_length(start));
    at = text_append_number(at, number);
    text_append(at, end, text_length(end) + 1);
    return sys_openat(path, SYS_O_RDONLY | SYS_O_CLOEXEC);
}

/* Reads such a file, as much of it as there is room for. It is empty if that fails. */
static void read_file(int pid, const char *name, char *text, size_t room) {
    size_t size = 0;
    long fd = open_file("/proc/", pid, name);
    long count = fd < 0 ? 0 : 1;
    while (count > 0 && size < room - 1) {
        count = sys_read((int)fd, text + size, room - 1 - size);
        size += count > 0 ? (size_t)count : 0;
    }
    text[size] = '\0';
    if (fd >= 0) {
        sys_close((int)fd);
    }
}

/* Numbers with a blank after each. One may be cut by the end of a chunk. */
struct numbers {
    int value;
    int count;
};

static int take(struct numbers *numbers, const char *chunk, long size, int passed, int *pids,
                int room) {
    for (long i = 0; i < size && numbers->count < passed + room; i++) {
        if (text_is_digit(chunk[i])) {
            numbers->value = numbers->value * 10 + (chunk[i] - '0');
        } else if (numbers->value > 0) {
            if (numbers->count >= passed) {
                pids[numbers->count - passed] = numbers->value;
            }
            numbers->count++;
            numbers->value = 0;
        }
    }
    return numbers->count < passed + room;
}

long orphans_proc_children(int own, int passed, int *pids, int room) {
    char chunk[CHUNK];
    struct numbers numbers = {0, 0};
    long fd = open_file("/proc/self/task/", own, "/children");
    if (fd < 0) {
        return fd;
    }
    long size;
    do {
        size = sys_read((int)fd, chunk, sizeof chunk);
    } while (size > 0 && take(&numbers, chunk, size, passed, pids, room));
    sys_close((int)fd);
    if (size < 0) {
        return size;
    }
    return numbers.count > passed ? numbers.count - passed : 0;
}

static const char *after_blanks(const char *text) {
    while (*text == ' ' || *text == '\t') {
        text++;
    }
    return text;
}

static uint64_t leading_number(const char *text) {
    uint64_t value = 0;
    for (; text_is_digit(*text); text++) {
        value = value * 10 + (uint64_t)(*text - '0');
    }
    return value;
}

uint64_t orphans_proc_mark(int pid) {
    char text[CHUNK];
    read_file(pid, "/limits", text, sizeof text);
    return leading_number(after_blanks(text_behind("\nMax file locks", text)));
}

int orphans_proc_has_number(int pid, int number) {
    char text[STATUS_SIZE];
    read_file(pid, "/status", text, sizeof text);
    const char *at = after_blanks(text_behind("\nNStgid:", text));
    if (!text_is_digit(*at)) {
        return -1;
    }
    for (; text_is_digit(*at); at = after_blanks(at)) {
        if (leading_number(at) == (uint64_t)number) {
            return 1;
        }
        while (text_is_digit(*at)) {
            at++;
        }
    }
    return *at == '\n' ? 0 : -1;
}

/* pid (name) state parent group session ...; the name may have any characters. */
int orphans_proc_session(int pid) {
    enum { FIELDS_BEFORE = 4 };
    char text[CHUNK];
    read_file(pid, "/stat", text, sizeof text);
    const char *at = text;
    for (const char *next = text; *next != '\0'; next++) {
        at = *next == ')' ? next : at;
    }
    for (int i = 0; i < FIELDS_BEFORE && *at != '\0'; i++) {
        at = text_behind(" ", at);
    }
    return text_is_digit(*at) ? (int)leading_number(at) : -1;
}
