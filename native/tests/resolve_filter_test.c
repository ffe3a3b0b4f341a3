/* Resolving under seccomp filters, without /proc, and beside locks of the application. */
#include "resolve_file.h"

static void without_faccessat2_permission_is_asked_by_path(void) {
    struct refusal refusal = {SYS_faccessat2, 0, 0, EPERM};
    prepare();
    CHECK_EQ(refuse(&refusal), 0);
    make_file("plain", "", 0644);
    make_file("script", "#!/bin/sh\n", 0755);
    CHECK_TEXT(resolve_file("./plain"), failed(EACCES));
    CHECK_TEXT(resolve_file("./script"), with_shell("script"));
}

static void filter_that_kills_for_faccessat2_is_survived(void) {
    struct refusal refusal = {SYS_faccessat2, 0, 0, REFUSE_BY_KILLING};
    CHECK_EQ(refuse(&refusal), 0);
    prepare();
    make_file("plain", "", 0644);
    CHECK_TEXT(resolve_file("./plain"), failed(EACCES));
    CHECK_TEXT(resolve_file(shell()), shell());
    CHECK_EQ(waitpid(-1, NULL, WNOHANG | __WALL), -1);
}

static void where_the_kernel_tells_no_name_nothing_can_be_decided_on(void) {
    struct refusal refusal = {SYS_readlinkat, 0, 0, ENOENT};
    prepare();
    copy_file("/bin/true", "program", 0755);
    CHECK_EQ(refuse(&refusal), 0);
    CHECK_TEXT(resolve_file("./program"), failed(EACCES));
}

/* Whether another process would wait for a lock of ours on that file. */
static int is_locked(const char *file) {
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
        int fd = open(file, O_RDWR);
        _exit(fcntl(fd, F_SETLK, &lock) == 0 ? 0 : 1);
    }
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    return status != 0;
}

/* POSIX: closing any descriptor of a file drops all locks that the process has on it. */
static void check_lock_is_kept(void) {
    struct flock lock = {.l_type = F_RDLCK, .l_whence = SEEK_SET};
    make_file("script", "#!./interpreter\n", 0755);
    copy_file("/bin/true", "interpreter", 0755);
    CHECK_EQ(fcntl(open("script", O_RDONLY), F_SETLK, &lock), 0);
    CHECK_EQ(fcntl(open("interpreter", O_RDONLY), F_SETLK, &lock), 0);
    CHECK_TEXT(resolve_file("./script"), both("script", "interpreter"));
    CHECK_EQ(is_locked("script"), 1);
    CHECK_EQ(is_locked("interpreter"), 1);
}

static void locks_on_the_program_and_its_interpreter_are_kept(void) {
    enter_directory();
    check_lock_is_kept();
}

static void locks_are_kept_on_the_shared_table(void) {
    launch_prepare();
    enter_directory();
    for (int i = 0; i < 200; i++) {
        CHECK_EQ(open("/dev/zero", O_RDONLY) >= 0, 1);
    }
    int before = open_descriptors();
    CHECK_EQ(resolve_file("/bin/true") != NULL, 1);
    CHECK_EQ(open_descriptors(), before);
    check_lock_is_kept();
}

static void where_proc_is_hidden_no_file_can_be_told_from_a_script(void) {
    prepare();
    make_file("script", "#!/bin/sh\n", 0755);
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("none", "/proc", "tmpfs", 0, NULL) != 0) {
        SKIP("nothing can be mounted here");
    }
    CHECK_TEXT(resolve_file("./script"), failed(EACCES));
    CHECK_TEXT(resolve_file(full_name("script")), failed(EACCES));
}

/* With a symlink on the way, without one, and with what is no symlink but no name either. */
static void check_absolute_names(void) {
    const char *const same[] = {"a/program",   "linked/program", "a/../a/program",
                                "a/./program", "a//program",     "b/renamed"};
    prepare();
    copy_file("/bin/true", "a/program", 0755);
    CHECK_EQ(symlink("a", "linked"), 0);
    CHECK_EQ(symlink("../a/program", "b/renamed"), 0);
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        char path[8192];
        strcpy(path, full_name(same[i]));
        CHECK_TEXT(resolve_file(path), full_name("a/program"));
    }
    CHECK_TEXT(resolve_file(full_name("a/program/")), failed(ENOTDIR));
    CHECK_TEXT(resolve_file(full_name("a/missing")), failed(ENOENT));
    CHECK_TEXT(resolve_file(full_name("a/program/..")), failed(ENOTDIR));
    CHECK_TEXT(resolve_file(full_name("a")), failed(EACCES));
    CHECK_TEXT(resolve_file("/"), failed(EACCES));
}

static void absolute_names_are_as_the_kernel_tells_them(void) {
    check_absolute_names();
}

static void absolute_names_are_found_without_openat2(void) {
    struct refusal refusal = {SYS_openat2, 0, 0, ENOSYS};
    CHECK_EQ(refuse(&refusal), 0);
    check_absolute_names();
}

static void absolute_names_are_found_though_a_filter_says_that_no_file_is_there(void) {
    struct refusal refusal = {SYS_openat2, 0, 0, ENOENT};
    CHECK_EQ(refuse(&refusal), 0);
    check_absolute_names();
}

static void absolute_names_are_found_under_a_filter_that_kills_for_openat2(void) {
    struct refusal refusal = {SYS_openat2, 0, 0, REFUSE_BY_KILLING};
    CHECK_EQ(refuse(&refusal), 0);
    check_absolute_names();
}

static const struct check_case cases[] = {
    CASE(without_faccessat2_permission_is_asked_by_path),
    CASE(filter_that_kills_for_faccessat2_is_survived),
    CASE(where_the_kernel_tells_no_name_nothing_can_be_decided_on),
    CASE(locks_on_the_program_and_its_interpreter_are_kept),
    CASE(locks_are_kept_on_the_shared_table),
    CASE(where_proc_is_hidden_no_file_can_be_told_from_a_script),
    CASE(absolute_names_are_as_the_kernel_tells_them),
    CASE(absolute_names_are_found_without_openat2),
    CASE(absolute_names_are_found_though_a_filter_says_that_no_file_is_there),
    CASE(absolute_names_are_found_under_a_filter_that_kills_for_openat2),
};

CHECK_MAIN(cases)
