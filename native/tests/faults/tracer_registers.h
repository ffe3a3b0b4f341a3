/* How a tracer keeps a system call from being made, and sets its result, on each CPU. */
#ifndef PROCEX_FAULTS_TRACER_REGISTERS_H
#define PROCEX_FAULTS_TRACER_REGISTERS_H

#include <elf.h>
#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/user.h>

#if defined __x86_64__

/* At the entry: another call is made, with the same arguments; of -1 there is none. */
static inline void tracer_replace(pid_t pid, int number) {
    ptrace(PTRACE_POKEUSER, pid, offsetof(struct user_regs_struct, orig_rax), (long)number);
}

/* At the exit. */
static inline void tracer_set_result(pid_t pid, long result) {
    ptrace(PTRACE_POKEUSER, pid, offsetof(struct user_regs_struct, rax), result);
}

#elif defined __aarch64__

#ifndef NT_ARM_SYSTEM_CALL
#define NT_ARM_SYSTEM_CALL 0x404
#endif

static inline void tracer_replace(pid_t pid, int number) {
    struct iovec vector = {&number, sizeof number};
    ptrace(PTRACE_SETREGSET, pid, NT_ARM_SYSTEM_CALL, &vector);
}

static inline void tracer_set_result(pid_t pid, long result) {
    struct user_regs_struct registers;
    struct iovec vector = {&registers, sizeof registers};
    ptrace(PTRACE_GETREGSET, pid, NT_PRSTATUS, &vector);
    registers.regs[0] = (unsigned long long)result;
    ptrace(PTRACE_SETREGSET, pid, NT_PRSTATUS, &vector);
}

#endif

#endif
