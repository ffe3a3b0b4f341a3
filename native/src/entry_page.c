#include "entry_page.h"

#include "arena.h"
#include "filtered.h"
#include "probe.h"
#include "sys_entry.h"

enum { PAGE = sizeof(struct entry_page), ABOVE_THE_LOW = 64 };

_Static_assert(sizeof(struct entry_page) == 4096, "one page");

static struct entry_page unseen;
static struct entry_page *page = &unseen;

struct entry_page *entry_page(void) {
    return page;
}

/*
 * Sealed, since whoever can open it could truncate it, and a count would end the JVM. Beyond the
 * numbers that launches want to have for themselves.
 */
static long make(struct entry_page **made) {
    long fd = sys_memfd_create_sealable(ENTRY_PAGE_NAME);
    if (fd < 0) {
        return fd;
    }
    long moved = sys_fcntl((int)fd, SYS_F_DUPFD_CLOEXEC, ABOVE_THE_LOW);
    if (moved >= 0) {
        sys_close((int)fd);
        fd = moved;
    }
    long error = sys_ftruncate((int)fd, PAGE);
    if (error == 0) {
        error = sys_fcntl((int)fd, SYS_F_ADD_SEALS, SYS_F_SEAL_SEAL | SYS_F_SEAL_SHRINK);
    }
    long address = error == 0 ? sys_mmap_shared((int)fd, PAGE) : error;
    if (address < 0 && address > -PAGE) {
        sys_close((int)fd);
        return address;
    }
    *made = (struct entry_page *)address;
    return 0;
}

static void child_make(void *argument) {
    const struct sys_rlimit no_core = {0, 0};
    struct entry_page *made;
    (void)argument;
    sys_prlimit64(SYS_RLIMIT_CORE, &no_core, NULL);
    sys_exit_group(make(&made) < 0);
}

/* A filter may kill for one of the calls: a child makes them first. */
static int may_be_made(void) {
    struct arena arena;
    if (!filtered_any()) {
        return 1;
    }
    if (arena_open(&arena, 0) < 0) {
        return 0;
    }
    int survives = probe_survives(child_make, NULL, arena_stack_top(&arena));
    arena_close(&arena);
    return survives;
}

void entry_page_open(void) {
    struct entry_page *made;
    if (page == &unseen && may_be_made() && make(&made) == 0) {
        page = made;
    }
}

/* at: how much of the mark has been found before; more than all of it once it was there whole. */
static size_t find_mark(const char *text, long size, size_t at) {
    static const char mark[] = "/memfd:" ENTRY_PAGE_NAME; /* begins with its only slash */
    for (long i = 0; i < size && at < sizeof mark - 1; i++) {
        at = text[i] == mark[at] ? at + 1 : (size_t)(text[i] == mark[0]);
    }
    return at == sizeof mark - 1 ? sizeof mark : at;
}

int entry_page_of_another(void) {
    char text[4096];
    size_t found = 0;
    long size = 1;
    long fd = page == &unseen ? sys_openat("/proc/self/maps", SYS_O_RDONLY | SYS_O_CLOEXEC) : -1;
    while (fd >= 0 && size > 0 && found < sizeof "/memfd:" ENTRY_PAGE_NAME) {
        size = sys_read((int)fd, text, sizeof text);
        found = find_mark(text, size, found);
    }
    if (fd >= 0) {
        sys_close((int)fd);
    }
    return found == sizeof "/memfd:" ENTRY_PAGE_NAME;
}

void entry_page_tell(const char *text) {
    struct note note = {page->text, sizeof page->text, 0};
    note_add(&note, text);
}
