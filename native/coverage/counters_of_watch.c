/* The same for procex-watch, which has no libc: maps the file, and then begins as always. */
#include "counters.h"

#include <asm/unistd.h>
#include <fcntl.h>
#include <sys/mman.h>

#include "syscall.h"

void map_counters(void);
void __gcov_merge_add(void);

/* libgcov's, whose address is in what objects say of their counters; called by libgcov alone. */
void __gcov_merge_add(void) {
}

__asm__(".globl counted_start\n"
        "counted_start:\n"
        "    mov %rsp, %rbx\n"
        "    and $-16, %rsp\n"
        "    call map_counters\n"
        "    mov %rbx, %rsp\n"
        "    jmp _start\n");

void map_counters(void) {
    long fd = arch_syscall3(__NR_open, (long)COUNTERS, O_RDWR, 0);
    if (fd >= 0) {
        arch_syscall3(__NR_ftruncate, fd, (long)counters_size(), 0);
        arch_syscall6(__NR_mmap, (long)counters_start, (long)counters_size(),
                      PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd, 0);
        arch_syscall3(__NR_close, fd, 0, 0);
    }
}
