/* Checks that a launch would still find what was resolved before. */
#include "resolve.h"

#include "files.h"
#include "launch.h"

static struct resolved resolved;

static void resolve_by(const char *path, const char *program, int as_execvp) {
    struct resolve_request request = {program, path, as_execvp, NULL};
    int fd = resolve(&request, &resolved);
    CHECK_EQ(fd >= 0, 1);
    close(fd);
}

static void resolve_file(const char *file) {
    resolve_by("/nowhere", file, 0);
}

static void prepare(void) {
    launch_prepare();
    enter_directory();
}

/* Whether a launch would still find what was resolved last. */
static int is_still(const char *path, const char *program, int as_execvp) {
    struct resolve_request request = {program, path, as_execvp, NULL};
    int before = open_descriptors();
    int still = resolve_is_still(&request, &resolved.version);
    CHECK_EQ(open_descriptors(), before);
    return still;
}

/* A name in the current directory, absolute. */
static const char *absolute(const char *file) {
    static char name[3][8192];
    static int next;
    char *out = name[next++ % 3];
    CHECK_EQ(getcwd(out, 4096) != NULL, 1);
    return strcat(strcat(out, "/"), file);
}

static void file_is_still_the_same_until_it_changes(void) {
    prepare();
    copy_file("/bin/true", "a/program", 0755);
    resolve_file(absolute("a/program"));
    CHECK_EQ(is_still(NULL, absolute("a/program"), 0), 1);
    change_until_it_shows("a/program", 0744);
    CHECK_EQ(is_still(NULL, absolute("a/program"), 0), 0);
    resolve_file(absolute("a/program"));
    copy_file("/bin/echo", "a/program", 0755);
    change_until_it_shows("a/program", 0755);
    CHECK_EQ(is_still(NULL, absolute("a/program"), 0), 0);
    resolve_file(absolute("a/program"));
    CHECK_EQ(unlink("a/program"), 0);
    CHECK_EQ(is_still(NULL, absolute("a/program"), 0), 0);
}

static void link_that_leads_elsewhere_finds_another_file(void) {
    prepare();
    copy_file("/bin/true", "a/program", 0755);
    copy_file("/bin/true", "b/program", 0755);
    CHECK_EQ(symlink("a", "link"), 0);
    resolve_file(absolute("link/program"));
    CHECK_EQ(is_still(NULL, absolute("link/program"), 0), 1);
    CHECK_EQ(unlink("link"), 0);
    CHECK_EQ(symlink("b", "link"), 0);
    CHECK_EQ(is_still(NULL, absolute("link/program"), 0), 0);
}

static void search_still_ends_at_the_same_file(void) {
    static char path[16384];
    prepare();
    strcpy(path, absolute("a"));
    strcat(strcat(path, ":"), absolute("b"));
    copy_file("/bin/true", "b/program", 0755);
    for (int as_execvp = 0; as_execvp < 2; as_execvp++) {
        resolve_by(path, "program", as_execvp);
        CHECK_EQ(is_still(path, "program", as_execvp), 1);
        copy_file("/bin/true", "a/program", 0755);
        CHECK_EQ(is_still(path, "program", as_execvp), 0);
        CHECK_EQ(unlink("a/program"), 0);
    }
}

static void what_depends_on_a_directory_is_resolved_anew(void) {
    prepare();
    copy_file("/bin/true", "a/program", 0755);
    resolve_file("a/program");
    CHECK_EQ(is_still(NULL, "a/program", 0), 0);
    resolve_by("a", "program", 0);
    CHECK_EQ(is_still("a", "program", 0), 0);
    CHECK_EQ(is_still(":", "a/program", 1), 0);
}

static void binary_that_is_left_alone_is_lasting(void) {
    prepare();
    resolve_file("/bin/true");
    CHECK_EQ(resolved.lasting, 1);
    copy_file("/bin/true", "a/program", 0755);
    resolve_file("a/program");
    CHECK_EQ(resolved.lasting, 0); /* it may change once more within the same tick of the clock */
    make_file("a/script", "#!/bin/true", 0755);
    resolve_file("a/script");
    CHECK_EQ(resolved.lasting, 0);
}

/* Who knows which interpreter it has next time? */
static void script_that_is_left_alone_is_not_lasting(void) {
    const char *const script = "/usr/bin/ldd";
    char head[2] = "";
    prepare();
    int fd = open(script, O_RDONLY | O_CLOEXEC);
    if (read(fd, head, sizeof head) != sizeof head || memcmp(head, "#!", 2) != 0) {
        SKIP("ldd is no script here");
    }
    struct resolve_request request = {script, NULL, 0, NULL};
    CHECK_EQ(resolve(&request, &resolved) >= 0, 1);
    CHECK_EQ(resolved.kind, SCRIPT_SCRIPT);
    CHECK_EQ(resolved.lasting, 0);
}

static const struct check_case cases[] = {
    CASE(file_is_still_the_same_until_it_changes),
    CASE(link_that_leads_elsewhere_finds_another_file),
    CASE(search_still_ends_at_the_same_file),
    CASE(what_depends_on_a_directory_is_resolved_anew),
    CASE(binary_that_is_left_alone_is_lasting),
    CASE(script_that_is_left_alone_is_not_lasting),
};

CHECK_MAIN(cases)
