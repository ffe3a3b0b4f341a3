/* What a launch would execute, as the parent finds it out beforehand. */
#include "resolve.h"

#include <sched.h>
#include <sys/mount.h>
#include <sys/syscall.h>

#include "files.h"
#include "launch.h"
#include "refuse.h"

static struct resolved resolved;
static const char *in_directory;

/* The name of the file, and behind a blank each, its interpreters'; "failed STEP ERRNO" if so. */
static const char *resolve_by(const char *path, const char *program, int as_execvp) {
    static char text[65536];
    struct resolve_request request = {program, path, as_execvp, in_directory};
    int before = open_descriptors();
    int fd = resolve(&request, &resolved);
    if (fd < 0) {
        CHECK_EQ(open_descriptors(), before);
        snprintf(text, sizeof text, "failed %d %d", (int)resolved.step, resolved.error);
        return text;
    }
    CHECK_EQ(open_descriptors(), before + 1);
    CHECK_EQ(fcntl(fd, F_GETFD), FD_CLOEXEC);
    CHECK_EQ(fcntl(fd, F_GETFL) & O_PATH, O_PATH);
    CHECK_EQ(resolved.step, SPAWN_STEP_NONE);
    close(fd);
    strcpy(text, resolved.name);
    for (int i = 0; i < resolved.interpreters; i++) {
        strcat(strcat(text, " "), resolved.interpreter[i]);
    }
    return text;
}

static const char *resolve_file(const char *file) {
    return resolve_by("/nowhere", file, 0);
}

static const char *failed(int error) {
    static char text[32];
    snprintf(text, sizeof text, "failed %d %d", SPAWN_STEP_EXEC, error);
    return text;
}

/* The names of two files in the current directory. */
static const char *both(const char *first, const char *second) {
    static char text[16384];
    strcpy(text, full_name(first));
    return strcat(strcat(text, " "), full_name(second));
}

/* What /bin/sh is here. */
static const char *shell(void) {
    static char name[4096];
    CHECK_EQ(realpath("/bin/sh", name) != NULL, 1);
    return name;
}

static const char *with_shell(const char *file) {
    static char text[16384];
    strcpy(text, full_name(file));
    return strcat(strcat(text, " "), shell());
}

static void prepare(void) {
    launch_prepare();
    enter_directory();
}

static void binary_has_no_interpreter(void) {
    prepare();
    copy_file("/bin/true", "a/program", 0755);
    CHECK_TEXT(resolve_file("a/program"), full_name("a/program"));
    CHECK_EQ(resolved.kind, SCRIPT_BINARY);
    CHECK_TEXT(resolved.found, "a/program");
}

static void descriptor_is_above_the_cut(void) {
    struct resolve_request request = {shell(), NULL, 0, NULL};
    launch_prepare();
    close(20); /* a placeholder's number: without lifting the next file gets it */
    int fd = resolve(&request, &resolved);
    CHECK_EQ(fd >= 64, 1);
}

static void search_takes_the_first_that_is_there(void) {
    prepare();
    copy_file("/bin/true", "b/program", 0755);
    CHECK_TEXT(resolve_by("a:b", "program", 0), full_name("b/program"));
    CHECK_TEXT(resolved.found, "b/program");
    CHECK_TEXT(resolve_by("a:b/", "program", 1), full_name("b/program"));
    CHECK_TEXT(resolved.found, "b//program");
    CHECK_TEXT(resolve_by("a", "program", 0), failed(ENOENT));
    CHECK_TEXT(resolve_by("a:b", "", 0), failed(ENOENT));
}

static void empty_part_is_the_current_directory(void) {
    prepare();
    copy_file("/bin/true", "here", 0755);
    CHECK_TEXT(resolve_by("a:", "here", 0), full_name("here"));
    CHECK_TEXT(resolved.found, "./here");
    CHECK_TEXT(resolve_by("a:", "here", 1), full_name("here"));
    CHECK_TEXT(resolved.found, "here");
    CHECK_TEXT(resolve_by(NULL, "here", 0), full_name("here"));
    CHECK_TEXT(resolve_by(NULL, "here", 1), failed(ENOENT));
}

static void relative_names_are_relative_to_the_childs_directory(void) {
    prepare();
    CHECK_EQ(mkdir("a/bin", 0755), 0);
    copy_file("/bin/true", "a/bin/program", 0755);
    in_directory = "a";
    CHECK_TEXT(resolve_file("bin/program"), full_name("a/bin/program"));
    CHECK_TEXT(resolved.found, "bin/program");
    CHECK_TEXT(resolve_by("b:bin", "program", 0), full_name("a/bin/program"));
    make_file("a/script", "#!bin/program\n", 0755);
    CHECK_TEXT(resolve_by(":", "script", 0), both("a/script", "a/bin/program"));
    in_directory = NULL;
    CHECK_TEXT(resolve_file("a/script"), failed(ENOENT));
}

static void directory_that_cannot_be_entered_fails_as_chdir(void) {
    char want[32];
    prepare();
    snprintf(want, sizeof want, "failed %d %d", SPAWN_STEP_CHDIR, ENOENT);
    in_directory = "missing";
    CHECK_TEXT(resolve_file(shell()), want);
    in_directory = "";
    CHECK_TEXT(resolve_file(shell()), want);
    make_file("file", "", 0755);
    snprintf(want, sizeof want, "failed %d %d", SPAWN_STEP_CHDIR, ENOTDIR);
    in_directory = "file";
    CHECK_TEXT(resolve_file(shell()), want);
}

static void become_nobody(void) {
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) {
        SKIP("no other user can be had here");
    }
}

static void directory_without_search_permission_fails_as_chdir(void) {
    char want[32];
    prepare();
    CHECK_EQ(mkdir("closed", 0644), 0);
    become_nobody();
    snprintf(want, sizeof want, "failed %d %d", SPAWN_STEP_CHDIR, EACCES);
    in_directory = "closed";
    CHECK_EQ(chdir("closed"), -1);
    CHECK_TEXT(resolve_file(shell()), want);
}

static void eacces_is_remembered_while_the_search_goes_on(void) {
    prepare();
    make_file("a/program", "", 0644);
    CHECK_TEXT(resolve_by("a:b", "program", 0), failed(EACCES));
    copy_file("/bin/true", "b/program", 0755);
    CHECK_TEXT(resolve_by("a:b", "program", 0), full_name("b/program"));
}

static void symlinks_are_followed_to_their_end(void) {
    prepare();
    copy_file("/bin/true", "a/program", 0755);
    CHECK_EQ(symlink("../b/second", "a/first"), 0);
    CHECK_EQ(symlink("../linked/program", "b/second"), 0);
    CHECK_EQ(symlink("a", "linked"), 0);
    CHECK_TEXT(resolve_file("a/../a/first"), full_name("a/program"));
    CHECK_TEXT(resolved.found, "a/../a/first");
    CHECK_EQ(symlink("loop", "a/loop"), 0);
    CHECK_TEXT(resolve_by("a:b", "loop", 0), failed(ENOENT));
    CHECK_TEXT(resolve_by("a:b", "loop", 1), failed(ELOOP));
}

static void own_executable_is_named(void) {
    char own[4096] = "";
    launch_prepare();
    CHECK_EQ(readlink("/proc/self/exe", own, sizeof own - 1) > 0, 1);
    CHECK_TEXT(resolve_file("/proc/self/exe"), own);
}

static void what_is_no_file_to_execute_is_refused_as_by_execve(void) {
    prepare();
    CHECK_TEXT(resolve_file("./a"), failed(EACCES));
    CHECK_TEXT(resolve_file("/dev/null"), failed(EACCES));
    CHECK_TEXT(resolve_file("./missing"), failed(ENOENT));
    make_file("plain", "", 0644);
    CHECK_TEXT(resolve_file("./plain"), failed(EACCES));
    CHECK_TEXT(resolve_file("./plain/below"), failed(ENOTDIR));
    CHECK_EQ(mkfifo("fifo", 0755), 0);
    CHECK_TEXT(resolve_file("./fifo"), failed(EACCES));
}

static void removed_file_has_no_name_to_decide_on(void) {
    char link[64];
    prepare();
    copy_file("/bin/true", "program", 0755);
    snprintf(link, sizeof link, "/proc/self/fd/%d", open("program", O_RDONLY));
    CHECK_TEXT(resolve_file(link), full_name("program"));
    unlink("program");
    CHECK_TEXT(resolve_file(link), failed(EACCES));
}

static void memory_file_has_no_name_to_decide_on(void) {
    char link[64];
    launch_prepare();
    int fd = (int)syscall(SYS_memfd_create, "program", 0);
    CHECK_EQ(write(fd, "#!/bin/sh\n", 10), 10);
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    CHECK_TEXT(resolve_file(link), failed(EACCES));
}

static void interpreters_are_named_outermost_first(void) {
    char want[16384];
    prepare();
    copy_file("/bin/true", "binary", 0755);
    make_file("inner", "#!./binary\n", 0755);
    make_file("outer", "#!a/../inner -x y\n", 0755);
    strcpy(want, both("outer", "inner"));
    strcat(strcat(want, " "), full_name("binary"));
    CHECK_TEXT(resolve_file("./outer"), want);
    CHECK_EQ(resolved.kind, SCRIPT_SCRIPT);
}

static const char *nest(int depth) {
    char name[32];
    char line[64];
    copy_file("/bin/true", "n0", 0755);
    for (int i = 1; i <= depth; i++) {
        snprintf(name, sizeof name, "n%d", i);
        snprintf(line, sizeof line, "#!n%d\n", i - 1);
        make_file(name, line, 0755);
    }
    snprintf(name, sizeof name, "./n%d", depth);
    return resolve_file(name);
}

/* As the kernel has it: the launch is asked, too. */
static int launch_error(const char *program) {
    char *argv[] = {NULL, (char *)program, NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_run(&launch);
    if (launch.result.pid > 0) {
        launch_wait(&launch);
    }
    return launch.result.error;
}

static void five_interpreters_are_as_many_as_the_kernel_follows(void) {
    prepare();
    CHECK_EQ(strncmp(nest(5), "failed", 6) != 0, 1);
    CHECK_EQ(resolved.interpreters, 5);
    CHECK_EQ(launch_error("./n5"), 0);
    CHECK_TEXT(nest(6), failed(ELOOP));
    CHECK_EQ(launch_error("./n6"), ELOOP);
}

static void interpreter_that_is_missing_lets_the_search_go_on(void) {
    prepare();
    make_file("a/script", "#!/nowhere/interpreter\n", 0755);
    CHECK_TEXT(resolve_by("a:b", "script", 0), failed(ENOENT));
    make_file("b/script", "#!/bin/sh\n", 0755);
    CHECK_TEXT(resolve_by("a:b", "script", 0), with_shell("b/script"));
    make_file("a/script", "#!./a\n", 0755);
    CHECK_TEXT(resolve_by("a", "script", 0), failed(EACCES));
}

/* Both: how it is resolved, and that the kernel does the same with it. */
static void check_shell_script(const char *line, size_t size) {
    make_file_of("script", line, size, 0755);
    CHECK_TEXT(resolve_file("./script"), with_shell("script"));
    CHECK_EQ(resolved.kind, SCRIPT_SCRIPT);
    CHECK_EQ(launch_error("./script"), 0);
}

static void blanks_around_the_interpreter_are_left_out(void) {
    prepare();
    check_shell_script("#! /bin/sh -e\n", 14);
    check_shell_script("#!\t /bin/sh\t\n", 13);
    check_shell_script("#!/bin/sh\t-e -x  \n", 18);
}

static void interpreter_line_need_not_end(void) {
    prepare();
    check_shell_script("#!/bin/sh", 9);
    check_shell_script("#! /bin/sh -e", 13);
    check_shell_script("#!/bin/sh\0\n", 11);
}

static void line_that_is_too_long_is_cut_only_behind_the_name(void) {
    char line[400];
    prepare();
    memset(line, 'x', sizeof line);
    memcpy(line, "#!/bin/sh ", 10);
    check_shell_script(line, sizeof line);
    memset(line, 'x', sizeof line);
    memcpy(line, "#!", 2);
    make_file_of("script", line, sizeof line, 0755);
    CHECK_TEXT(resolve_file("./script"), with_shell("script"));
    CHECK_EQ(resolved.kind, SCRIPT_UNKNOWN);
    memset(line + 2, ' ', sizeof line - 2);
    make_file_of("script", line, sizeof line, 0755);
    CHECK_TEXT(resolve_file("./script"), with_shell("script"));
    CHECK_EQ(resolved.kind, SCRIPT_UNKNOWN);
}

static void what_the_kernel_cannot_load_is_for_the_shell(void) {
    const char *const texts[] = {"", "echo", "#! \t \n", "MZ", "\177EL", " #!/bin/true\n"};
    prepare();
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        make_file("file", texts[i], 0755);
        CHECK_TEXT(resolve_file("./file"), with_shell("file"));
        CHECK_EQ(resolved.kind, SCRIPT_UNKNOWN);
    }
}

static void interpreter_without_a_name_is_the_current_directory(void) {
    prepare();
    make_file("file", "#!", 0755);
    CHECK_TEXT(resolve_file("./file"), failed(EACCES));
    CHECK_EQ(launch_error("./file"), EACCES);
}

static void interpreter_that_the_kernel_cannot_load_makes_it_one_for_the_shell(void) {
    char want[16384];
    prepare();
    make_file("inner", "exit 3", 0755);
    make_file("outer", "#!./inner\nexit 4", 0755);
    snprintf(want, sizeof want, "%s %s", both("outer", "inner"), shell());
    CHECK_TEXT(resolve_file("./outer"), want);
    CHECK_EQ(resolved.kind, SCRIPT_UNKNOWN);
    char *argv[] = {NULL, (char *)"./outer", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_run(&launch);
    CHECK_EQ(launch_wait(&launch), 4);
}

static void file_that_cannot_be_read_is_taken_for_a_binary(void) {
    prepare();
    make_file("secret", "#!/bin/sh\n", 0711);
    CHECK_EQ(chmod(".", 0755), 0);
    become_nobody();
    CHECK_EQ(open("secret", O_RDONLY), -1);
    CHECK_TEXT(resolve_file("./secret"), full_name("secret"));
    CHECK_EQ(resolved.kind, SCRIPT_BINARY);
}

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

static void they_are_so_without_openat2(void) {
    struct refusal refusal = {SYS_openat2, 0, 0, ENOSYS};
    CHECK_EQ(refuse(&refusal), 0);
    check_absolute_names();
}

static void they_are_so_where_a_filter_says_that_no_file_is_there(void) {
    struct refusal refusal = {SYS_openat2, 0, 0, ENOENT};
    CHECK_EQ(refuse(&refusal), 0);
    check_absolute_names();
}

static void they_are_so_where_a_filter_kills_for_openat2(void) {
    struct refusal refusal = {SYS_openat2, 0, 0, REFUSE_BY_KILLING};
    CHECK_EQ(refuse(&refusal), 0);
    check_absolute_names();
}

static void names_that_do_not_fit_are_refused(void) {
    static char name[6000];
    launch_prepare();
    memset(name, '/', sizeof name - 1);
    CHECK_TEXT(resolve_file(name), failed(ENAMETOOLONG));
    memset(name, 'x', 5000);
    CHECK_TEXT(resolve_by("/bin", name, 0), failed(ENAMETOOLONG));
}

static const struct check_case cases[] = {
    CASE(binary_has_no_interpreter),
    CASE(descriptor_is_above_the_cut),
    CASE(search_takes_the_first_that_is_there),
    CASE(empty_part_is_the_current_directory),
    CASE(relative_names_are_relative_to_the_childs_directory),
    CASE(directory_that_cannot_be_entered_fails_as_chdir),
    CASE(directory_without_search_permission_fails_as_chdir),
    CASE(eacces_is_remembered_while_the_search_goes_on),
    CASE(symlinks_are_followed_to_their_end),
    CASE(own_executable_is_named),
    CASE(what_is_no_file_to_execute_is_refused_as_by_execve),
    CASE(removed_file_has_no_name_to_decide_on),
    CASE(memory_file_has_no_name_to_decide_on),
    CASE(interpreters_are_named_outermost_first),
    CASE(five_interpreters_are_as_many_as_the_kernel_follows),
    CASE(interpreter_that_is_missing_lets_the_search_go_on),
    CASE(blanks_around_the_interpreter_are_left_out),
    CASE(interpreter_line_need_not_end),
    CASE(line_that_is_too_long_is_cut_only_behind_the_name),
    CASE(what_the_kernel_cannot_load_is_for_the_shell),
    CASE(interpreter_without_a_name_is_the_current_directory),
    CASE(interpreter_that_the_kernel_cannot_load_makes_it_one_for_the_shell),
    CASE(file_that_cannot_be_read_is_taken_for_a_binary),
    CASE(without_faccessat2_permission_is_asked_by_path),
    CASE(filter_that_kills_for_faccessat2_is_survived),
    CASE(where_the_kernel_tells_no_name_nothing_can_be_decided_on),
    CASE(locks_on_the_program_and_its_interpreter_are_kept),
    CASE(locks_are_kept_on_the_shared_table),
    CASE(where_proc_is_hidden_no_file_can_be_told_from_a_script),
    CASE(absolute_names_are_as_the_kernel_tells_them),
    CASE(they_are_so_without_openat2),
    CASE(they_are_so_where_a_filter_says_that_no_file_is_there),
    CASE(they_are_so_where_a_filter_kills_for_openat2),
    CASE(names_that_do_not_fit_are_refused),
};

CHECK_MAIN(cases)
