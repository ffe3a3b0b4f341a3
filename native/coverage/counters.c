/*
 * Linked into each program and library that `make coverage` counts. GCC's counters are in memory,
 * and libgcov writes them to files when a process ends by exit. The core's processes do not end so:
 * they execute a program, are killed by a filter, or call the kernel. So the counters lie in a file
 * that all processes map, and each increment is in it at once, whoever makes it and however that
 * ends.
 *
 * Run with PROCEX_COUNTERS=write, the program only hands the file's counters to libgcov.
 */
#include "counters.h"

#include <fcntl.h>
#include <gcov.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct gcov_info;

/* Of libgcov; called by constructors that the compiler makes unless it is given a section. */
void __gcov_init(struct gcov_info *info);

/* The linker's names for the section in which each object says what it counts. */
extern struct gcov_info *const __start_counted[] COUNTERS_HIDDEN;
extern struct gcov_info *const __stop_counted[] COUNTERS_HIDDEN;

void *counters_map(void *place) {
    int fd = open(COUNTERS, O_RDWR | O_CLOEXEC);
    if (fd < 0) {
        return MAP_FAILED;
    }
    void *mapped = ftruncate(fd, (off_t)counters_size()) != 0
                       ? MAP_FAILED
                       : mmap(place, counters_size(), PROT_READ | PROT_WRITE,
                              MAP_SHARED | (place == NULL ? 0 : MAP_FIXED), fd, 0);
    close(fd);
    return mapped;
}

static _Noreturn void write_counters(void) {
    for (struct gcov_info *const *info = __start_counted; info < __stop_counted; info++) {
        __gcov_init(*info);
    }
    __gcov_dump();
    _exit(0);
}

__attribute__((constructor)) static void count_in_file(void) {
    const char *task = getenv("PROCEX_COUNTERS");
    void *mapped = counters_map(counters_start);
    if (task != NULL && strcmp(task, "write") == 0) {
        if (mapped == MAP_FAILED) {
            _exit(1);
        }
        write_counters();
    }
}
