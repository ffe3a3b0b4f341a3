/*
 * long arch_clone(unsigned long flags, void *stack_top, void (*child)(void *), void *argument)
 *
 *   in the caller            in the kernel's clone        in the child
 *   rdi  flags               rdi  flags
 *   rsi  stack_top           rsi  stack, 16-aligned       rsp
 *   rdx  child               rdx  parent_tid: none
 *   rcx  argument            r10  child_tid: none
 *                            r8   tls: not asked for      argument, then rdi
 *                            r9   not an argument         child
 *
 * A C function cannot do this: the child shares the memory, and so must not return through, or
 * write to, the frame that the caller is still going to use.
 */
    .text
    .globl arch_clone
    .hidden arch_clone
    .type arch_clone, @function
arch_clone:
    and $-16, %rsi
    mov %rdx, %r9
    mov %rcx, %r8
    xor %edx, %edx
    xor %r10d, %r10d
    mov $56, %eax
    syscall
    test %rax, %rax
    jz 1f
    ret
1:
    xor %ebp, %ebp
    mov %r8, %rdi
    call *%r9
    ud2
    .size arch_clone, . - arch_clone

/*
 * long arch_clone3(const void *arguments, unsigned long size, void (*child)(void *), void *argument)
 *
 *   in the caller            in the kernel's clone3       in the child
 *   rdi  arguments           rdi  arguments
 *   rsi  size                rsi  size
 *   rdx  child               not an argument              child
 *   rcx  argument            r8, not an argument          argument, then rdi
 */
    .text
    .globl arch_clone3
    .hidden arch_clone3
    .type arch_clone3, @function
arch_clone3:
    mov %rcx, %r8
    mov $435, %eax
    syscall
    test %rax, %rax
    jz 1f
    ret
1:
    xor %ebp, %ebp
    mov %r8, %rdi
    call *%rdx
    ud2
    .size arch_clone3, . - arch_clone3

/*
 * _Noreturn void arch_leave(void *stack, unsigned long size)
 *
 * Unmaps the stack of the calling thread and ends that; both without a stack.
 */
    .text
    .globl arch_leave
    .hidden arch_leave
    .type arch_leave, @function
arch_leave:
    mov $11, %eax
    syscall
    xor %edi, %edi
    mov $60, %eax
    syscall
    ud2
    .size arch_leave, . - arch_leave
    .section .note.GNU-stack, "", @progbits
