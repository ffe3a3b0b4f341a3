/* For LD_PRELOAD: a program that wants to see every execve, as fakechroot and build tracers do. */
#include <sys/syscall.h>
#include <unistd.h>

int execve(const char *file, char *const argv[], char *const envp[]) {
    return write(2, "traced\n", 7) < 0 ? -1 : (int)syscall(SYS_execve, file, argv, envp);
}

/* The JDK's way where the child inherits the environment. */
int execvp(const char *file, char *const argv[]) {
    return execve(file, argv, environ);
}
