/*
 * long arch_clone(unsigned long flags, void *stack_top, void (*child)(void *), void *argument)
 *
 *   in the caller            in the kernel's clone        in the child
 *   x0  flags                x0  flags
 *   x1  stack_top            x1  stack, 16-aligned        sp
 *   x2  child                x2  parent_tid: none
 *   x3  argument             x3  tls: not asked for
 *                            x4  child_tid: none
 *                            x5  not an argument          child
 *                            x6  not an argument          argument, then x0
 *
 * A C function cannot do this: the child shares the memory, and so must not return through, or
 * write to, the frame that the caller is still going to use. The kernel keeps all registers but x0.
 */
    .text
    .globl arch_clone
    .hidden arch_clone
    .type arch_clone, %function
arch_clone:
    and x1, x1, #-16
    mov x5, x2
    mov x6, x3
    mov x2, xzr
    mov x3, xzr
    mov x4, xzr
    mov x8, #220
    svc #0
    cbz x0, 1f
    ret
1:
    mov x29, xzr
    mov x30, xzr
    mov x0, x6
    blr x5
    brk #1
    .size arch_clone, . - arch_clone

/*
 * long arch_clone3(const void *arguments, unsigned long size, void (*child)(void *), void *argument)
 *
 *   in the caller            in the kernel's clone3       in the child
 *   x0  arguments            x0  arguments
 *   x1  size                 x1  size
 *   x2  child                not an argument              child
 *   x3  argument             not an argument              argument, then x0
 */
    .text
    .globl arch_clone3
    .hidden arch_clone3
    .type arch_clone3, %function
arch_clone3:
    mov x8, #435
    svc #0
    cbz x0, 1f
    ret
1:
    mov x29, xzr
    mov x30, xzr
    mov x0, x3
    blr x2
    brk #1
    .size arch_clone3, . - arch_clone3

/*
 * _Noreturn void arch_leave(void *stack, unsigned long size)
 *
 * Unmaps the stack of the calling thread and ends that; both without a stack.
 */
    .text
    .globl arch_leave
    .hidden arch_leave
    .type arch_leave, %function
arch_leave:
    mov x8, #215
    svc #0
    mov x0, xzr
    mov x8, #93
    svc #0
    brk #1
    .size arch_leave, . - arch_leave
    .section .note.GNU-stack, "", %progbits
