#include "threads.h"

#include "sys_lockdown.h"
#include "text.h"

#define TASKS "/proc/self/task/"

enum { PATH_SIZE = 64, CHUNK = 512 };

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

/* The beginning of a line. */
struct line {
    char text[32];
    size_t size;
};

static void take_line(const char *text, struct thread_state *state) {
    if (text_starts(text, "SigBlk:\t")) {
        state->blocked = hexadecimal(text_behind("\t", text));
    } else if (text_starts(text, "State:\t")) {
        const char letter = *text_behind("\t", text);
        state->has_ended = letter == 'Z' || letter == 'X';
    }
}

static void take(const char *chunk, long size, struct line *line, struct thread_state *state) {
    for (long i = 0; i < size; i++) {
        if (chunk[i] == '\n') {
            line->text[line->size] = '\0';
            take_line(line->text, state);
            line->size = 0;
        } else if (line->size < sizeof line->text - 1) {
            line->text[line->size++] = chunk[i];
        }
    }
}

static long open_status(int thread) {
    char path[PATH_SIZE];
    char *at = text_append_number(text_append(path, TASKS, sizeof TASKS - 1), thread);
    text_append(at, "/status", sizeof "/status");
    return sys_openat(path, SYS_O_RDONLY | SYS_O_CLOEXEC);
}

long threads_look(int thread, struct thread_state *state) {
    char chunk[CHUNK];
    struct line line = {.size = 0};
    *state = (struct thread_state){.has_ended = 0};
    long fd = open_status(thread);
    long size = fd;
    while (fd >= 0 && (size = sys_read((int)fd, chunk, sizeof chunk)) > 0) {
        take(chunk, size, &line, state);
    }
    if (fd >= 0) {
        sys_close((int)fd);
    }
    return size == -SYS_ENOENT ? -SYS_ESRCH : size;
}
