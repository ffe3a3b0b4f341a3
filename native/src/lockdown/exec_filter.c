#include "exec_filter.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>

#include "exec_calls.h"
#include "sys_lockdown.h"
#include "sys_memory_file.h"

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define IF_EQUAL(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), (yes), (no))
#define IF_BIT(mask, yes, no) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (mask), (yes), (no))
#define CLEAR(bit) BPF_STMT(BPF_ALU | BPF_AND | BPF_K, ~(uint32_t)(bit))
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define FAIL(error) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (error))

/* Jumps count the instructions that they skip. What is not of this CPU's own kind is of 32 bits. */
static const struct sock_filter all_programs[] = {
    LOAD(arch),
    IF_EQUAL(ARCH_AUDIT, 3, 0),
    LOAD(nr),
    IF_EQUAL(ARCH_EXECVE_32, 8, 0),
    IF_EQUAL(ARCH_EXECVEAT_32, 7, 6),
    LOAD(nr),
    CLEAR(ARCH_X32_BIT),
    IF_EQUAL(__NR_execve, 4, 0),
    IF_EQUAL(__NR_execveat, 3, 0),
    IF_EQUAL(ARCH_EXECVE_X32, 2, 0),
    IF_EQUAL(ARCH_EXECVEAT_X32, 1, 0),
    ALLOW,
    FAIL(SYS_EPERM),
};

static const struct sock_filter memory_files[] = {
    LOAD(arch),
    IF_EQUAL(ARCH_AUDIT, 2, 0),
    LOAD(nr),
    IF_EQUAL(ARCH_MEMFD_CREATE_32, 3, 5),
    LOAD(nr),
    CLEAR(ARCH_X32_BIT),
    IF_EQUAL(__NR_memfd_create, 0, 2),
    LOAD(args[1]), /* its lower half, which comes first on the CPUs here */
    IF_BIT(SYS_MFD_NOEXEC_SEAL, 0, 1),
    ALLOW,
    FAIL(SYS_EACCES),
};

static long install(const struct sys_filter_program *program) {
    /* Without it, a kernel before 5.16 slows all threads down, against Spectre. Linux 4.17. */
    long result = sys_seccomp_all(program, SYS_SECCOMP_SPEC_ALLOW);
    if (result == -SYS_EINVAL) {
        result = sys_seccomp_all(program, 0);
    }
    return result > 0 ? -SYS_ESRCH : result; /* a thread that has a filter of its own */
}

/* Without CAP_SYS_ADMIN it takes no_new_privs, which the other threads then get with the filter. */
static long install_on_all(const struct sock_filter *filter, size_t count) {
    const struct sys_filter_program program = {(uint16_t)count, filter};
    long error = install(&program);
    if (error == -SYS_EACCES && sys_prctl(SYS_PR_SET_NO_NEW_PRIVS, 1) == 0) {
        error = install(&program);
    }
    return error;
}

long exec_filter_deny_all(void) {
    return install_on_all(all_programs, sizeof all_programs / sizeof all_programs[0]);
}

long exec_filter_deny_memory_files(void) {
    return install_on_all(memory_files, sizeof memory_files / sizeof memory_files[0]);
}
