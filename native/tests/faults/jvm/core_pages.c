/*
 * The library leaves its file (image.h): its code is then memory without a name, but one page of
 * the file stays mapped among it. So it is known by its neighbours: mappings that touch each other,
 * one of which is of the file, and none of another file.
 */
#include "core_pages.h"

#include <stdio.h>
#include <string.h>

enum { MOST_PAGES = 4096, PAGE_BITS = 12 };

struct page {
    uint64_t number;
    int is_core;
};

static struct page known[MOST_PAGES];
static int count;

struct neighbours {
    uint64_t end;
    int has_instruction;
    int has_library;
};

void core_pages_forget(void) {
    count = 0;
}

static int is_other_file(const char *name) {
    return name[0] == '/' && strstr(name, "procex") == NULL;
}

static int look(pid_t pid, uint64_t instruction) {
    char path[64];
    char line[4096];
    struct neighbours found = {0, 0, 0};
    snprintf(path, sizeof path, "/proc/%d/maps", (int)pid);
    FILE *maps = fopen(path, "re");
    int is_core = 0;
    while (maps != NULL && !is_core && fgets(line, sizeof line, maps) != NULL) {
        unsigned long long start;
        unsigned long long end;
        int at = 0;
        if (sscanf(line, "%llx-%llx %*s %*s %*s %*s %n", &start, &end, &at) < 2) {
            continue;
        }
        if (start != found.end || is_other_file(line + at)) {
            found = (struct neighbours){0, 0, 0};
        }
        found.end = is_other_file(line + at) ? 0 : end;
        found.has_instruction |= instruction >= start && instruction < end;
        found.has_library |= line[at] == '/' && strstr(line + at, "procex") != NULL;
        is_core = found.has_instruction && found.has_library;
    }
    if (maps != NULL) {
        fclose(maps);
    }
    return is_core;
}

int core_pages_have(pid_t pid, uint64_t instruction) {
    for (int i = 0; i < count; i++) {
        if (known[i].number == instruction >> PAGE_BITS) {
            return known[i].is_core;
        }
    }
    const int is_core = look(pid, instruction);
    if (count < MOST_PAGES) {
        known[count++] = (struct page){instruction >> PAGE_BITS, is_core};
    }
    return is_core;
}
