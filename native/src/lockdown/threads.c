#include "threads.h"

#include "sys_lockdown.h"
#include "text.h"

#define TASKS "/proc/self/task/"

enum {
    PATH_SIZE = 64,
    STATUS_SIZE = 16384, /* a process may be of a thousand groups, named before its signals */
};

long threads_visit(long (*visit)(void *argument, int thread), void *argument) {
    char entries[4096] __attribute__((aligned(8)));
    const int self = (int)sys_gettid();
    long size;
    long result = 0;
    long fd = sys_openat(TASKS, SYS_O_RDONLY | SYS_O_DIRECTORY | SYS_O_CLOEXEC);
    if (fd < 0) {
        return fd;
    }
    while (result == 0 && (size = sys_getdents64((int)fd, entries, sizeof entries)) != 0) {
        result = size < 0 ? size : 0;
        for (long at = 0; result == 0 && at < size;) {
            const struct sys_dirent *entry = (const void *)&entries[at];
            int thread = text_number(entry->name);
            at += entry->length;
            if (thread > 0 && thread != self) {
                result = visit(argument, thread);
            }
        }
    }
    sys_close((int)fd);
    return result;
}

/* The size of what has been read, or -errno. */
static long read_status(int thread, char *text, size_t room) {
    char path[PATH_SIZE];
    char *at = text_append_number(text_append(path, TASKS, sizeof TASKS - 1), thread);
    text_append(at, "/status", sizeof "/status");
    long fd = sys_openat(path, SYS_O_RDONLY | SYS_O_CLOEXEC);
    if (fd < 0) {
        return fd;
    }
    size_t size = 0;
    long count;
    do {
        count = sys_read((int)fd, text + size, room - 1 - size);
        size += count > 0 ? (size_t)count : 0;
    } while (count > 0);
    sys_close((int)fd);
    text[size] = '\0';
    return count < 0 ? count : (long)size;
}

static uint64_t hexadecimal(const char *text) {
    uint64_t value = 0;
    for (;; text++) {
        if (*text >= '0' && *text <= '9') {
            value = value << 4 | (uint64_t)(*text - '0');
        } else if (*text >= 'a' && *text <= 'f') {
            value = value << 4 | (uint64_t)(*text - 'a' + 10);
        } else {
            return value;
        }
    }
}

long threads_look(int thread, struct thread_state *state) {
    char text[STATUS_SIZE];
    long size = read_status(thread, text, sizeof text);
    const int is_gone = size == -SYS_ENOENT || size == -SYS_ESRCH;
    *state = (struct thread_state){.has_ended = is_gone};
    if (size < 0) {
        return is_gone ? 0 : size;
    }
    const char letter = *text_behind("\nState:\t", text);
    state->has_ended = letter == 'Z' || letter == 'X';
    state->blocked = hexadecimal(text_behind("\nSigBlk:\t", text));
    return 0;
}
