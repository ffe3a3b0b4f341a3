/* Beside a libc that has no function that libc.c asks for: the core does without. */
#include "libc.h"

#include "cpu.h"
#include "launch.h"

static void nothing_is_known_of_the_process(void) {
    char text[64] = "";
    setenv("PROCEX_TEST", "value", 1);
    CHECK_EQ(libc_environ() == NULL, 1);
    CHECK_EQ(libc_getenv("PROCEX_TEST") == NULL, 1);
    CHECK_EQ(libc_strerror(ENOENT, text, sizeof text), -1);
    CHECK_TEXT(text, "");
    CHECK_EQ(libc_is_glibc_since(0, 0), 0);
    CHECK_EQ(libc_page_size(), ARCH_LARGEST_PAGE);
}

static void nothing_is_known_of_libraries(void) {
    const void *own = (const void *)nothing_is_known_of_the_process;
    CHECK_EQ(libc_file_of(own) == NULL, 1);
    CHECK_EQ(libc_symbol("libc.so.6", own, "exit") == NULL, 1);
    CHECK_EQ(libc_exec_is_interposed(), 0);
}

static void launch_is_made_as_ever(void) {
    char *argv[] = {NULL, (char *)"./report_child", (char *)"word", NULL};
    launch_prepare();
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_run(&launch);
    const char *text = launch_read(launch.result.fds[1]);
    CHECK_LINE(text, "fds 0 1 2");
    CHECK_LINE(text, "arg <word>");
    CHECK_EQ(launch_wait(&launch), 0);
}

static const struct check_case cases[] = {
    CASE(nothing_is_known_of_the_process),
    CASE(nothing_is_known_of_libraries),
    CASE(launch_is_made_as_ever),
};

CHECK_MAIN(cases)
