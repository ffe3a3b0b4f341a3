/* What a launch would execute, as the parent finds it out beforehand. */
#include "program.h"
#include "resolve_file.h"

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
    char target[64] = "";
    CHECK_EQ(readlink("/proc/self/fd/20", target, sizeof target - 1) > 0, 1);
    CHECK_TEXT(target, "/dev/null"); /* a placeholder once more */
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

static void names_that_do_not_fit_are_refused(void) {
    static char name[6000];
    launch_prepare();
    memset(name, '/', sizeof name - 1);
    CHECK_TEXT(resolve_file(name), failed(ENAMETOOLONG));
    memset(name, 'x', 5000);
    CHECK_TEXT(resolve_by("/bin", name, 0), failed(ENAMETOOLONG));
}

static void name_that_fills_its_room_may_have_been_cut(void) {
    char out[4096];
    struct program program;
    launch_prepare();
    CHECK_EQ(program_open(&program, AT_FDCWD, shell()), 0);
    program.is_named = 0;
    size_t size = strlen(shell()) + 1;
    CHECK_EQ(program_name(&program, "", out, size), -EACCES);
    CHECK_EQ(program_name(&program, "", out, size + 1), 0);
    CHECK_TEXT(out, shell());
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
    CASE(names_that_do_not_fit_are_refused),
    CASE(name_that_fills_its_room_may_have_been_cut),
};

CHECK_MAIN(cases)
