/* The entry of a program without libc: calls arch_main with what the kernel has put on the stack.
 */
#ifndef PROCEX_ARCH_START_H
#define PROCEX_ARCH_START_H

__asm__(".globl _start\n"
        "_start:\n"
        "    mov x29, #0\n"
        "    mov x30, #0\n"
        "    mov x0, sp\n"
        "    bl arch_main\n");

#endif
