/* Prints the version of Landlock that the kernel has, or -1. */
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void) {
    return printf("%ld\n", syscall(SYS_landlock_create_ruleset, NULL, 0, 1)) < 0;
}
