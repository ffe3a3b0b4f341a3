#include "entry_page.h"

#include "arena.h"
#include "entry_state.h"
#include "filtered.h"
#include "memory_file.h"
#include "probe.h"
#include "sys_entry.h"

enum { SIZE = sizeof(struct entry_page), ABOVE_THE_LOW = 64 };

_Static_assert(sizeof(struct entry_page) == 4096, "in one page of any size");

struct entry_page *entry_page(void) {
    return native_entry.page == NULL ? &native_entry.unseen : native_entry.page;
}

/* Beyond the numbers that launches want to have for themselves. */
static int move_up(int fd) {
    long moved = sys_fcntl(fd, SYS_F_DUPFD_CLOEXEC, ABOVE_THE_LOW);
    if (moved < 0) {
        return fd;
    }
    sys_close(fd);
    return (int)moved;
}

/*
 * Written once, so that its memory exists: a store into the mapping cannot fail then. Sealed if
 * that is possible, because whoever can open it could truncate it, and the next count would end the
 * JVM.
 */
static long fill(int fd, enum memory_file_kind kind) {
    long written = sys_write(fd, entry_page(), SIZE);
    if (written != SIZE) {
        return written < 0 ? written : -SYS_EINVAL;
    }
    return kind == MEMORY_FILE_MEMFD
               ? sys_fcntl(fd, SYS_F_ADD_SEALS, SYS_F_SEAL_SEAL | SYS_F_SEAL_SHRINK)
               : 0;
}

static long make(enum memory_file_kind kind, struct entry_page **made) {
    long opened = memory_file_open(kind, ENTRY_PAGE_NAME);
    if (opened < 0) {
        return opened;
    }
    int fd = move_up((int)opened);
    long error = fill(fd, kind);
    long address = error == 0 ? sys_mmap_shared(fd, SIZE) : error;
    if (sys_is_error(address)) {
        sys_close(fd);
        return address;
    }
    *made = (struct entry_page *)address;
    return 0;
}

static void child_make(void *kind) {
    struct entry_page *made;
    probe_dump_nothing();
    sys_exit_group(make(*(const enum memory_file_kind *)kind, &made) < 0);
}

/* A filter may kill for one of the calls: a child makes them first. */
static int may_be_made(enum memory_file_kind kind) {
    struct arena arena;
    if (!filtered_any()) {
        return 1;
    }
    if (arena_open(&arena, 0) < 0) {
        return 0;
    }
    int survives = probe_survives(child_make, &kind, arena_stack_top(&arena));
    arena_close(&arena);
    return survives;
}

void entry_page_open(void) {
    for (int kind = 0; native_entry.page == NULL && kind < MEMORY_FILE_KINDS; kind++) {
        struct entry_page *made;
        if (may_be_made((enum memory_file_kind)kind) &&
            make((enum memory_file_kind)kind, &made) == 0) {
            native_entry.page = made;
        }
    }
}

/* Each has its first character nowhere else. */
static const char *const marks[MEMORY_FILE_KINDS] = {"/memfd:" ENTRY_PAGE_NAME,
                                                     "shm/" ENTRY_PAGE_NAME "-"};

/* at: how much of the mark has been found before. Stays at all of it. */
static size_t find_mark(const char *mark, const char *text, long size, size_t at) {
    for (long i = 0; i < size && mark[at] != '\0'; i++) {
        at = text[i] == mark[at] ? at + 1 : (size_t)(text[i] == mark[0]);
    }
    return at;
}

static int has_mark(int maps) {
    char text[4096];
    size_t found[MEMORY_FILE_KINDS] = {0, 0};
    long size;
    while ((size = sys_read(maps, text, sizeof text)) > 0) {
        for (int kind = 0; kind < MEMORY_FILE_KINDS; kind++) {
            found[kind] = find_mark(marks[kind], text, size, found[kind]);
            if (marks[kind][found[kind]] == '\0') {
                return 1;
            }
        }
    }
    return 0;
}

int entry_page_of_another(void) {
    long fd = native_entry.page == NULL
                  ? sys_openat("/proc/self/maps", SYS_O_RDONLY | SYS_O_CLOEXEC)
                  : -1;
    int is_there = fd >= 0 && has_mark((int)fd);
    if (fd >= 0) {
        sys_close((int)fd);
    }
    return is_there;
}

void entry_page_tell(const char *text) {
    struct entry_page *page = entry_page();
    struct note note = {page->text, sizeof page->text, 0};
    note_add(&note, text);
}
