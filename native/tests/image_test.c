/* If the code lies: this test's own, which is part of a program as it is part of the library. */
#include "image.h"

#include <errno.h>
#include <sys/mman.h>

#include "check.h"
#include "refuse.h"

enum { STACK = 65536 };

static int written = 1; /* in .data */
static int unwritten;   /* in .bss */

static char *stack_top(void) {
    char *stack = mmap(NULL, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return stack + STACK;
}

/* How many mappings of this program's file there are, and how many that can be touched at all. */
static int of_file_in_all;

static int of_file(void) {
    char name[4096];
    char line[8192];
    int found = 0;
    ssize_t length = readlink("/proc/self/exe", name, sizeof name - 1);
    name[length > 0 ? length : 0] = '\0';
    FILE *maps = fopen("/proc/self/maps", "r");
    of_file_in_all = 0;
    while (fgets(line, sizeof line, maps) != NULL) {
        of_file_in_all += strstr(line, name) != NULL;
        found += strstr(line, name) != NULL && strstr(line, "---p") == NULL;
    }
    fclose(maps);
    return found;
}

static int is_mapped(const char *name) {
    char line[8192];
    int found = 0;
    FILE *maps = fopen("/proc/self/maps", "r");
    while (fgets(line, sizeof line, maps) != NULL) {
        found |= strstr(line, name) != NULL;
    }
    fclose(maps);
    return found;
}

static void nothing_stays_in_the_file_but_the_name_among_the_mappings(void) {
    CHECK_EQ(of_file() >= 3, 1);
    CHECK_EQ(is_mapped("/memfd:libprocex"), 0);
    written = 2;
    unwritten = 3;
    CHECK_EQ(image_leave_file(stack_top()), 0);
    CHECK_EQ(of_file(), 0);
    CHECK_EQ(of_file_in_all, 1); /* its inode stays taken */
    CHECK_EQ(is_mapped("/memfd:libprocex"), 1);
    CHECK_EQ(written, 2);
    CHECK_EQ(unwritten, 3);
    written = 4;
    CHECK_EQ(written, 4);
}

/* By a filter, which the child meets first; SELinux refuses executable memory without one. */
static void what_is_refused_stays_as_it_was(void) {
    struct refusal refusal = {SYS_mremap, 0, 0, EACCES};
    CHECK_EQ(refuse(&refusal), 0);
    CHECK_EQ(image_leave_file(stack_top()), -EPERM);
    CHECK_EQ(of_file() >= 3, 1);
}

static void filter_that_kills_is_survived(void) {
    struct refusal refusal = {SYS_mremap, 0, 0, REFUSE_BY_KILLING};
    CHECK_EQ(refuse(&refusal), 0);
    CHECK_EQ(image_leave_file(stack_top()), -EPERM);
    CHECK_EQ(of_file() >= 3, 1);
}

static const struct check_case cases[] = {
    CASE(nothing_stays_in_the_file_but_the_name_among_the_mappings),
    CASE(what_is_refused_stays_as_it_was),
    CASE(filter_that_kills_is_survived),
};

CHECK_MAIN(cases)
