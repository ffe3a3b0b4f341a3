/* The entry of a program without libc: calls arch_main with what the kernel has put on the stack.
 */
#ifndef PROCEX_ARCH_START_H
#define PROCEX_ARCH_START_H

__asm__(".globl _start\n"
        "_start:\n"
        "    xor %ebp, %ebp\n"
        "    mov %rsp, %rdi\n"
        "    and $-16, %rsp\n"
        "    call arch_main\n");

#endif
