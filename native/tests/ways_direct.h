/* Ways by a call of the kernel: see ways.h. */
#ifndef PROCEX_WAYS_DIRECT_H
#define PROCEX_WAYS_DIRECT_H

#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/syscall.h>

#include "ways.h"

static void ways_execveat(int fd, const char *name, int flags) {
    char *argv[] = {(char *)"witness", NULL};
    syscall(__NR_execveat, fd, name, argv, environ, flags);
}

static void way_execve(const struct place *place) {
    ways_exec(place->witness);
}

static void way_execve_from_its_folder(const struct place *place) {
    if (chdir(place->folder) == 0) {
        ways_exec("witness");
    }
}

static void way_execve_by_proc_root(const struct place *place) {
    char path[WAYS_PATH + 32];
    snprintf(path, sizeof path, "/proc/self/root%s", place->witness);
    ways_exec(path);
}

static void way_execve_by_proc_fd(const struct place *place) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", open(place->witness, O_RDONLY));
    ways_exec(path);
}

static void way_execveat_in_its_folder(const struct place *place) {
    ways_execveat(open(place->folder, O_PATH | O_DIRECTORY), "witness", 0);
}

static void way_execveat_by_descriptor(const struct place *place) {
    ways_execveat(open(place->witness, O_RDONLY | O_CLOEXEC), "", AT_EMPTY_PATH);
}

static void way_execveat_by_path_descriptor(const struct place *place) {
    ways_execveat(open(place->witness, O_PATH | O_CLOEXEC), "", AT_EMPTY_PATH);
}

static void way_fexecve(const struct place *place) {
    char *argv[] = {(char *)"witness", NULL};
    fexecve(open(place->witness, O_RDONLY | O_CLOEXEC), argv, environ);
}

static int ways_memory_file(const struct place *place, unsigned flags) {
    char path[64];
    int fd = (int)syscall(__NR_memfd_create, "witness", flags);
    if (fd < 0) {
        return fd;
    }
    fchmod(fd, 0755);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    ways_copy(place->witness, path);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    int readable = open(path, O_RDONLY | O_CLOEXEC);
    close(fd); /* a file that is open for writing is not executed: ETXTBSY */
    return readable;
}

static void way_memory_file(const struct place *place) {
    ways_execveat(ways_memory_file(place, MFD_CLOEXEC), "", AT_EMPTY_PATH);
}

static void way_memory_file_by_proc_fd(const struct place *place) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", ways_memory_file(place, 0));
    ways_exec(path);
}

static void way_memory_file_of_no_exec_kind(const struct place *place) {
    ways_execveat(ways_memory_file(place, MFD_CLOEXEC | 8U /* MFD_NOEXEC_SEAL */), "",
                  AT_EMPTY_PATH);
}

static void way_file_without_name(const struct place *place) {
    char path[64];
    int fd = open(place->folder, O_TMPFILE | O_RDWR, 0755);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    ways_copy(place->witness, path);
    int readable = open(path, O_RDONLY | O_CLOEXEC);
    close(fd);
    ways_execveat(readable, "", AT_EMPTY_PATH);
}

static void way_file_that_is_removed(const struct place *place) {
    char *copy = ways_path(place, "removed");
    ways_copy(place->witness, copy);
    int fd = open(copy, O_RDONLY | O_CLOEXEC);
    unlink(copy);
    ways_execveat(fd, "", AT_EMPTY_PATH);
}

static void way_vfork(const struct place *place) {
    if (vfork() == 0) {
        ways_exec(place->witness);
        _exit(1);
    }
}

static void way_clone_that_shares_memory(const struct place *place) {
    if (syscall(__NR_clone, CLONE_VM | CLONE_VFORK | SIGCHLD, 0, 0, 0, 0) == 0) {
        ways_exec(place->witness);
        _exit(1);
    }
}

static void way_clone3(const struct place *place) {
    unsigned long arguments[11] = {[4] = SIGCHLD};
    long pid = syscall(435 /* clone3 */, arguments, sizeof arguments);
    if (pid == 0) {
        ways_exec(place->witness);
        _exit(1);
    }
    waitpid((pid_t)pid, NULL, 0);
}

static void way_orphan_of_another_session(const struct place *place) {
    pid_t pid = fork();
    if (pid == 0) {
        setsid();
        pid_t orphan = fork();
        if (orphan == 0) {
            ways_exec(place->witness);
        }
        waitpid(orphan, NULL, 0);
        _exit(0);
    }
    waitpid(pid, NULL, 0);
}

#ifdef __x86_64__
/* Memory below 4 GiB, as a 32-bit call has no longer pointers. */
static void *ways_low_memory(const char *text) {
    char *low =
        mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
    strcpy(low, text);
    return low;
}

static void way_call_of_32_bits(const struct place *place) {
    char *low = ways_low_memory(place->witness);
    unsigned *argv = (void *)(low + 1024);
    unsigned *envp = (void *)(low + 2048);
    snprintf(low + 4096, 4096, "WITNESS_SIGN=%s", place->sign);
    argv[0] = (unsigned)(unsigned long)low;
    envp[0] = (unsigned)(unsigned long)(low + 4096);
    long result;
    __asm__ volatile("int $0x80"
                     : "=a"(result)
                     : "a"(11L), "b"(low), "c"(argv), "d"(envp)
                     : "memory", "r8", "r9", "r10", "r11");
}

static void way_call_of_x32(const struct place *place) {
    char *low = ways_low_memory(place->witness);
    unsigned *argv = (void *)(low + 1024);
    unsigned *envp = (void *)(low + 2048);
    snprintf(low + 4096, 4096, "WITNESS_SIGN=%s", place->sign);
    argv[0] = (unsigned)(unsigned long)low;
    envp[0] = (unsigned)(unsigned long)(low + 4096);
    syscall(0x40000000 | 520, low, argv, envp);
}
#endif

#endif
