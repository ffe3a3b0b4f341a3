/* How a signal handler returns on x86_64: the kernel jumps to what sigaction has named. */
#ifndef PROCEX_ARCH_SIGRETURN_H
#define PROCEX_ARCH_SIGRETURN_H

#define ARCH_SA_RESTORER 0x04000000UL

/* Without a frame of its own: the stack pointer must be where the kernel has put it. */
static __attribute__((naked, used)) void arch_sigreturn(void) {
    __asm__("mov $15, %eax\n" /* __NR_rt_sigreturn */
            "syscall\n");
}

#endif
