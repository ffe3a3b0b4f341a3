/* Files of memory: both kinds are found by their names, and leave no file behind. */
#include "memory_file.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>

#include "check.h"
#include "refuse.h"

static char shm[64];

static const char *name_of(long fd) {
    static char link[128];
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%ld", fd);
    ssize_t length = readlink(path, link, sizeof link - 1);
    CHECK_EQ(length > 0, 1);
    link[length] = '\0';
    return link;
}

static const char *shm_path(void) {
    snprintf(shm, sizeof shm, "/dev/shm/procex-test-%d", (int)getpid());
    return shm;
}

static void check_shm(long fd) {
    char expected[96];
    struct stat file;
    CHECK_EQ(fd >= 0, 1);
    snprintf(expected, sizeof expected, "%s (deleted)", shm_path());
    CHECK_TEXT(name_of(fd), expected);
    CHECK_EQ(access(shm_path(), F_OK), -1);
    CHECK_EQ(fcntl((int)fd, F_GETFD), FD_CLOEXEC);
    CHECK_EQ(fstat((int)fd, &file), 0);
    CHECK_EQ(file.st_mode & 0777, 0600);
}

static void memfd_is_named_and_can_be_sealed(void) {
    long fd = memory_file_open(MEMORY_FILE_MEMFD, "procex-test");
    CHECK_TEXT(name_of(fd), "/memfd:procex-test (deleted)");
    CHECK_EQ(fcntl((int)fd, F_GETFD), FD_CLOEXEC);
    CHECK_EQ(fcntl((int)fd, 1033 /* F_ADD_SEALS */, 2 /* F_SEAL_SHRINK */), 0);
}

static void kernel_that_knows_no_noexec_gives_one_too(void) {
    struct refusal refusal = {SYS_memfd_create, 1, 8, EINVAL};
    CHECK_EQ(refuse(&refusal), 0);
    memfd_is_named_and_can_be_sealed();
}

static void shm_is_named_and_gone(void) {
    check_shm(memory_file_open(MEMORY_FILE_SHM, "procex-test"));
}

static void what_a_killed_process_left_behind_is_taken_away(void) {
    int left = open(shm_path(), O_CREAT | O_WRONLY, 0666);
    CHECK_EQ(left >= 0, 1);
    check_shm(memory_file_open(MEMORY_FILE_SHM, "procex-test"));
}

static void nothing_is_made_where_it_cannot_be_removed(void) {
    struct refusal refusal = {SYS_unlinkat, 0, 0, EPERM};
    CHECK_EQ(refuse(&refusal), 0);
    CHECK_EQ(memory_file_open(MEMORY_FILE_SHM, "procex-test"), -EPERM);
    CHECK_EQ(access(shm_path(), F_OK), -1);
}

/* Where a page of a file could be missing. */
static void file_on_a_disk_is_none(void) {
    struct statfs system;
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) {
        SKIP("no mount namespace here");
    }
    CHECK_EQ(mount(check_folder(), "/dev/shm", NULL, MS_BIND, NULL), 0);
    CHECK_EQ(statfs("/dev/shm", &system), 0);
    if (system.f_type == 0x01021994) {
        SKIP("this is a tmpfs too");
    }
    CHECK_EQ(memory_file_open(MEMORY_FILE_SHM, "test"), -EINVAL);
}

static const struct check_case cases[] = {
    CASE(memfd_is_named_and_can_be_sealed),
    CASE(kernel_that_knows_no_noexec_gives_one_too),
    CASE(shm_is_named_and_gone),
    CASE(what_a_killed_process_left_behind_is_taken_away),
    CASE(nothing_is_made_where_it_cannot_be_removed),
    CASE(file_on_a_disk_is_none),
};

CHECK_MAIN(cases)
