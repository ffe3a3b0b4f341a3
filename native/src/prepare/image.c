#include "image.h"

#include <linux/elf.h>

#include "filtered.h"
#include "libc.h"
#include "memory_file.h"
#include "probe.h"
#include "sys.h"

/* The linker's name for the file in memory, whose length the compiler does not know. */
extern const char __ehdr_start[] __attribute__((visibility("hidden")));

/*
 * What nobody reads, in a page of the file that stays mapped; holder.ld puts nothing else there.
 * The dynamic linker tells libraries by device and inode: were the inode of a removed file free,
 * the next file might get it, and dlopen of that one would answer with this library.
 */
static const char holder __attribute__((section(".holder"), used)) = 0;

struct part {
    uintptr_t start;
    uintptr_t end;
    int protection;
};

static uintptr_t page_of(uintptr_t address) {
    return address & ~(uintptr_t)(libc_page_size() - 1);
}

/*
 * The code that runs here is replaced by its copy within mremap: at the same place, with the same
 * bytes. In between the kernel lets nobody in. It also makes a CPU's instruction cache see the
 * copy, when mprotect makes that executable (aarch64: __sync_icache_dcache).
 */
static long move(const struct part *part) {
    size_t size = part->end - part->start;
    if (size == 0) {
        return 0;
    }
    long copy = sys_mmap(size, SYS_PROT_READ_WRITE);
    if (sys_is_error(copy)) {
        return copy;
    }
    for (size_t i = 0; i < size / sizeof(long); i++) {
        ((volatile long *)copy)[i] = ((const volatile long *)part->start)[i];
    }
    long error = sys_mprotect((void *)copy, size, part->protection);
    long moved = error < 0 ? error : sys_mremap_to((void *)copy, size, (void *)part->start);
    if (sys_is_error(moved)) {
        sys_munmap((void *)copy, size);
        return moved;
    }
    return 0;
}

static long move_all_but_holder(const struct part *part) {
    uintptr_t held = page_of((uintptr_t)&holder);
    if (held < part->start || held >= part->end) {
        return move(part);
    }
    struct part before = {part->start, held, part->protection};
    struct part after = {held + libc_page_size(), part->end, part->protection};
    long error = move(&before);
    return error < 0 ? error : move(&after);
}

static int protection_of(const Elf64_Phdr *segment) {
    return ((segment->p_flags & PF_R) ? SYS_PROT_READ : 0) |
           ((segment->p_flags & PF_W) ? SYS_PROT_WRITE : 0) |
           ((segment->p_flags & PF_X) ? SYS_PROT_EXEC : 0);
}

/* The part that the dynamic linker has made read-only (RELRO) begins the writable segment. */
static long move_segment(const Elf64_Phdr *segment, uintptr_t base, uintptr_t relro_end) {
    struct part part = {page_of(base + segment->p_vaddr),
                        page_of(base + segment->p_vaddr + segment->p_memsz + libc_page_size() - 1),
                        protection_of(segment)};
    struct part fixed = {part.start, part.start, SYS_PROT_READ};
    if ((segment->p_flags & PF_W) && relro_end > part.start && relro_end <= part.end) {
        fixed.end = part.start = relro_end;
    }
    long error = move(&fixed);
    return error < 0 ? error : move_all_but_holder(&part);
}

static long move_all(void) {
    const Elf64_Ehdr *header = (const Elf64_Ehdr *)__ehdr_start;
    const Elf64_Phdr *segments = (const Elf64_Phdr *)(__ehdr_start + header->e_phoff);
    uintptr_t base = (uintptr_t)__ehdr_start;
    uintptr_t relro_end = 0;
    long result = 0;
    for (int i = 0; i < header->e_phnum; i++) {
        if (segments[i].p_type == PT_GNU_RELRO) {
            relro_end = page_of(base + segments[i].p_vaddr + segments[i].p_memsz);
        }
    }
    for (int i = 0; i < header->e_phnum; i++) {
        if (segments[i].p_type == PT_LOAD) {
            long error = move_segment(&segments[i], base, relro_end);
            result = error < 0 ? error : result;
        }
    }
    return result;
}

/*
 * The command "list" sees from outside, by this name among the mappings, that a JVM launches
 * through the core. The holder does not tell that: its file may be the jar, or have any name.
 */
static void leave_name(void) {
    long fd = memory_file_open(MEMORY_FILE_MEMFD, "libprocex");
    if (fd < 0) {
        fd = memory_file_open(MEMORY_FILE_SHM, "libprocex");
    }
    if (fd >= 0) {
        sys_mmap_name((int)fd, 1);
        sys_close((int)fd);
    }
}

static long leave_file(void) {
    long error = move_all();
    sys_mprotect((void *)page_of((uintptr_t)&holder), 1, SYS_PROT_NONE);
    leave_name();
    return error;
}

static void child_move(void *argument) {
    (void)argument;
    probe_dump_nothing();
    sys_exit_group(leave_file() < 0);
}

long image_leave_file(void *stack_top) {
    return filtered_any() && !probe_survives(child_move, NULL, stack_top) ? -SYS_EPERM
                                                                          : leave_file();
}
